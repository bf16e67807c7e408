package jp.quickcare.windows.service;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Kernel32Util;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.Winsvc;
import com.sun.jna.platform.win32.Winsvc.SC_HANDLE;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import org.jspecify.annotations.Nullable;

/** One service, open at Windows' service control manager. */
final class ServiceControl implements AutoCloseable {
    /** What JNA's own binding leaves out. */
    interface More extends StdCallLibrary {
        More INSTANCE = Native.load("advapi32", More.class, W32APIOptions.DEFAULT_OPTIONS);

        boolean ChangeServiceConfig(
                SC_HANDLE service,
                int type,
                int start,
                int onError,
                String image,
                @Nullable String group,
                @Nullable String tag,
                @Nullable String dependencies,
                @Nullable String user,
                @Nullable String password,
                String title);
    }

    private final String name;
    private final SC_HANDLE manager;
    private final SC_HANDLE service;

    private ServiceControl(String name, SC_HANDLE manager, SC_HANDLE service) {
        this.name = name;
        this.manager = manager;
        this.service = service;
    }

    /** With rights over the services as a whole, and the call that makes or opens the one. */
    private static ServiceControl at(String name, int managerRights, Opening of) throws ServerFailure {
        SC_HANDLE manager = Advapi32.INSTANCE.OpenSCManager(null, null, managerRights);
        if (manager == null) {
            throw failure(name);
        }
        SC_HANDLE service = of.open(manager);
        if (service == null) {
            ServerFailure failure = failure(name);
            Advapi32.INSTANCE.CloseServiceHandle(manager);
            throw failure;
        }
        return new ServiceControl(name, manager, service);
    }

    /** @param rights no more than is needed, as not everybody has more */
    static ServiceControl open(String name, int rights) throws ServerFailure {
        return at(name, Winsvc.SC_MANAGER_CONNECT, manager -> Advapi32.INSTANCE.OpenService(manager, name, rights));
    }

    /** @param open makes the service */
    static ServiceControl create(String name, Opening open) throws ServerFailure {
        return at(name, Winsvc.SC_MANAGER_CONNECT | Winsvc.SC_MANAGER_CREATE_SERVICE, open);
    }

    /** One call of Windows. */
    interface Call {
        boolean of(SC_HANDLE service);
    }

    /** The call by which one has the service. */
    interface Opening {
        @Nullable
        SC_HANDLE open(SC_HANDLE manager);
    }

    /** @param tolerated the one error that is none here; 0 for none */
    void call(int tolerated, Call call) throws ServerFailure {
        if (!call.of(service) && Native.getLastError() != tolerated) {
            throw failure(name);
        }
    }

    /** What goes wrong at Windows, as the sentence that says what to do. */
    private static ServerFailure failure(String name) {
        int error = Native.getLastError();
        return switch (error) {
            case WinError.ERROR_ACCESS_DENIED ->
                new ServerFailure(FailureCode.DISK, Sentence.of("service.may-not-windows", name));
            case WinError.ERROR_SERVICE_DOES_NOT_EXIST -> ServerFailure.badInput(Sentence.of("service.none", name));
            case WinError.ERROR_SERVICE_REQUEST_TIMEOUT ->
                new ServerFailure(FailureCode.DISK, Sentence.of("service.not-in-time-windows", name));
            default ->
                new ServerFailure(
                        FailureCode.DISK,
                        Sentence.of(
                                "service.windows",
                                name,
                                Kernel32Util.formatMessage(error).strip(),
                                error));
        };
    }

    @Override
    public void close() {
        Advapi32.INSTANCE.CloseServiceHandle(service);
        Advapi32.INSTANCE.CloseServiceHandle(manager);
    }
}
