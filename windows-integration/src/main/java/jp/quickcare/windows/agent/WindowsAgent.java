package jp.quickcare.windows.agent;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.W32Service;
import com.sun.jna.platform.win32.W32ServiceManager;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.Winsvc;
import com.sun.jna.platform.win32.Winsvc.SC_HANDLE;
import java.util.Optional;
import java.util.OptionalInt;
import jp.quickcare.launcher.agent.Agent;
import jp.quickcare.launcher.agent.AgentServices;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.windows.service.ServiceProcess;

/** The agent as a service of Windows: as the system, a while after Windows has begun, started again when it fails. */
public final class WindowsAgent implements AgentServices {
    private static final int ENDING_MILLIS = 60_000;

    @Override
    public boolean fits() {
        return Platform.isWindows();
    }

    /** What Windows starts: the program finds the launcher and the Java in force by itself, each time. */
    static String image(Home home) {
        return '"' + home.bin().resolve("launcher.exe").toString() + "\" agent serve";
    }

    /** Something to do with a service that is there. */
    private interface Act {
        void on(W32Service service);
    }

    /** With the services of this machine. */
    private interface Within {
        void at(W32ServiceManager manager);
    }

    private static void within(Home home, String name, int rights, Within act) throws KeepFailure {
        try (W32ServiceManager manager = new W32ServiceManager(rights)) {
            act.at(manager);
        } catch (Win32Exception e) {
            String fact = name + ": " + String.valueOf(e.getMessage()).strip();
            throw new KeepFailure(FailureCode.SERVICES, fact + " (" + home.folder() + ")", e, fact);
        }
    }

    private void with(Home home, int rights, Act act) throws KeepFailure {
        within(home, name(home), Winsvc.SC_MANAGER_CONNECT, manager -> {
            try (W32Service service = manager.openService(name(home), rights)) {
                act.on(service);
            }
        });
    }

    @Override
    public void install(Home home) throws KeepFailure {
        remove(home);
        String name = name(home);
        within(home, name, Winsvc.SC_MANAGER_CONNECT | Winsvc.SC_MANAGER_CREATE_SERVICE, manager -> {
            SC_HANDLE made = Advapi32.INSTANCE.CreateService(
                    manager.getHandle(),
                    name,
                    "QuickCare Agent (" + name + ")",
                    Winsvc.SERVICE_ALL_ACCESS,
                    WinNT.SERVICE_WIN32_OWN_PROCESS,
                    WinNT.SERVICE_AUTO_START,
                    WinNT.SERVICE_ERROR_NORMAL,
                    image(home),
                    null,
                    null,
                    null,
                    null,
                    null);
            if (made == null) {
                throw new Win32Exception(Native.getLastError());
            }
            try (W32Service service = new W32Service(made)) {
                AgentServiceSettings.apply(service, home);
            }
        });
    }

    @Override
    public void start(Home home) throws KeepFailure {
        if (state(home) != State.RUNNING) {
            with(home, Winsvc.SERVICE_START | Winsvc.SERVICE_QUERY_STATUS, W32Service::startService);
        }
    }

    @Override
    public void stop(Home home) throws KeepFailure {
        if (state(home) == State.RUNNING) {
            // An update under way may be putting files in place, which it finishes.
            with(
                    home,
                    Winsvc.SERVICE_STOP | Winsvc.SERVICE_QUERY_STATUS | Winsvc.SERVICE_ENUMERATE_DEPENDENTS,
                    service -> service.stopService(ENDING_MILLIS));
        }
    }

    @Override
    public void remove(Home home) throws KeepFailure {
        if (state(home) != State.NONE) {
            stop(home);
            with(home, WinNT.DELETE, service -> {
                if (!Advapi32.INSTANCE.DeleteService(service.getHandle())) {
                    throw new Win32Exception(Native.getLastError());
                }
            });
        }
    }

    @Override
    public State state(Home home) throws KeepFailure {
        State[] found = {State.NONE};
        within(home, name(home), Winsvc.SC_MANAGER_CONNECT, manager -> {
            try (W32Service service = manager.openService(name(home), Winsvc.SERVICE_QUERY_STATUS)) {
                boolean stopped = service.queryStatus().dwCurrentState == Winsvc.SERVICE_STOPPED;
                found[0] = stopped ? State.STOPPED : State.RUNNING;
            } catch (Win32Exception e) {
                if (e.getErrorCode() != WinError.ERROR_SERVICE_DOES_NOT_EXIST) {
                    throw e;
                }
            }
        });
        return found[0];
    }

    @Override
    public Optional<Integer> host(Home home, Agent agent) {
        ServiceProcess.Program program = new ServiceProcess.Program() {
            @Override
            public int run() {
                return agent.run();
            }

            @Override
            public void stop() {
                agent.close();
            }
        };
        OptionalInt code = new ServiceProcess(name(home), program).run();
        return code.isPresent() ? Optional.of(code.getAsInt()) : Optional.empty();
    }
}
