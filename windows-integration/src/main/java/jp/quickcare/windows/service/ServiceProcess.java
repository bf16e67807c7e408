package jp.quickcare.windows.service;

import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.Winsvc;
import com.sun.jna.platform.win32.Winsvc.HandlerEx;
import com.sun.jna.platform.win32.Winsvc.SERVICE_MAIN_FUNCTION;
import com.sun.jna.platform.win32.Winsvc.SERVICE_STATUS;
import com.sun.jna.platform.win32.Winsvc.SERVICE_STATUS_HANDLE;
import com.sun.jna.platform.win32.Winsvc.SERVICE_TABLE_ENTRY;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** This process as a service of Windows, whatever it runs: says how it is, and ends it in good order when Windows says so. */
public final class ServiceProcess {
    private static final int PULSE_SECONDS = 2;
    /** By when Windows hears of it again, at the latest. */
    private static final int WAIT_HINT_MILLIS = 15_000;

    private static final int MISTAKE = 70;

    /** What a service runs. */
    public interface Program {
        /** Runs until it is asked to end; has ended in good order when it returns. @return its exit code */
        int run() throws IOException;

        /** Asks it to end. */
        void stop();
    }

    private final String name;
    private final Program program;
    private final CountDownLatch ended = new CountDownLatch(1);
    /** Fields, as Windows calls them as long as the process lives, which the collector does not know. */
    private final SERVICE_MAIN_FUNCTION begin = (count, arguments) -> service();

    private final HandlerEx control = (code, type, data, context) -> told(code);
    private @Nullable SERVICE_STATUS_HANDLE handle;
    private int checkPoint;
    private volatile int exitCode = MISTAKE;

    /** @param name the service's */
    public ServiceProcess(String name, Program program) {
        this.name = name;
        this.program = program;
    }

    /** Returns when the service has ended. @return the exit code of the process; empty where it is no service */
    public OptionalInt run() {
        SERVICE_TABLE_ENTRY entry = new SERVICE_TABLE_ENTRY();
        SERVICE_TABLE_ENTRY[] table = (SERVICE_TABLE_ENTRY[]) entry.toArray(2);
        table[0].lpServiceName = name;
        table[0].lpServiceProc = begin;
        return Advapi32.INSTANCE.StartServiceCtrlDispatcher(table) ? OptionalInt.of(exitCode) : OptionalInt.empty();
    }

    /** The service itself, in a thread of Windows'. */
    private void service() {
        Thread.currentThread().setContextClassLoader(ServiceProcess.class.getClassLoader());
        handle = Advapi32.INSTANCE.RegisterServiceCtrlHandlerEx(name, control, Pointer.NULL);
        if (handle == null) {
            return;
        }
        report(Winsvc.SERVICE_RUNNING, ExitReport.of(0));
        try {
            exitCode = program.run();
        } catch (IOException | RuntimeException e) {
            System.err.println(e);
        } finally {
            ended.countDown();
            System.out.flush();
            report(Winsvc.SERVICE_STOPPED, ExitReport.of(exitCode));
        }
    }

    private int told(int code) {
        switch (code) {
            case Winsvc.SERVICE_CONTROL_STOP, Winsvc.SERVICE_CONTROL_SHUTDOWN -> {
                report(Winsvc.SERVICE_STOP_PENDING, ExitReport.of(0));
                Thread pulse = new Thread(this::pulse, "service-ending");
                pulse.setDaemon(true);
                pulse.start();
                program.stop();
                return WinError.NO_ERROR;
            }
            case Winsvc.SERVICE_CONTROL_INTERROGATE -> {
                return WinError.NO_ERROR;
            }
            default -> {
                return WinError.ERROR_CALL_NOT_IMPLEMENTED;
            }
        }
    }

    /** Tells that it is still ending, as transfers under way may take their time. */
    private void pulse() {
        try {
            while (!ended.await(PULSE_SECONDS, TimeUnit.SECONDS)) {
                report(Winsvc.SERVICE_STOP_PENDING, ExitReport.of(0));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void report(int state, ExitReport exit) {
        if (state == Winsvc.SERVICE_STOP_PENDING && ended.getCount() == 0) {
            return;
        }
        SERVICE_STATUS status = new SERVICE_STATUS();
        status.dwServiceType = WinNT.SERVICE_WIN32_OWN_PROCESS;
        status.dwCurrentState = state;
        status.dwControlsAccepted =
                state == Winsvc.SERVICE_RUNNING ? Winsvc.SERVICE_ACCEPT_STOP | Winsvc.SERVICE_ACCEPT_SHUTDOWN : 0;
        status.dwWin32ExitCode = exit.error();
        status.dwServiceSpecificExitCode = exit.code();
        if (state == Winsvc.SERVICE_STOP_PENDING) {
            status.dwCheckPoint = ++checkPoint;
            status.dwWaitHint = WAIT_HINT_MILLIS;
        }
        Advapi32.INSTANCE.SetServiceStatus(handle, status);
    }
}
