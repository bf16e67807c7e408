package jp.quickcare.windows.service;

import com.sun.jna.Platform;
import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinReg;
import com.sun.jna.platform.win32.Winsvc;
import com.sun.jna.platform.win32.Winsvc.SERVICE_STATUS;
import com.sun.jna.platform.win32.Winsvc.SERVICE_STATUS_PROCESS;
import com.sun.jna.ptr.IntByReference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.service.ServiceDefinition;
import jp.quickcare.server.service.ServiceState;
import jp.quickcare.server.service.SystemService;

/** The services of Windows. What is told of one comes from the registry, which everybody may read. */
public final class WindowsServices implements SystemService {
    private static final String SERVICES = "SYSTEM\\CurrentControlSet\\Services\\";
    private static final Duration NO_PROGRESS = Duration.ofSeconds(60);
    private static final long ASK_INTERVAL_MILLIS = 200;

    private final String host;
    private final Firewall firewall = new Firewall();

    /** For {@link java.util.ServiceLoader}. */
    public WindowsServices() {
        this(ServiceHost.class.getName());
    }

    /** @param host the class that the service's process begins with */
    WindowsServices(String host) {
        this.host = host;
    }

    @Override
    public boolean fits() {
        return Platform.isWindows();
    }

    @Override
    public void install(ServiceDefinition definition) throws ServerFailure {
        boolean there = image(definition.name()).isPresent();
        if (there) {
            requireOurs(definition.name());
        }
        try (ServiceControl service = there ? changed(definition) : created(definition)) {
            ServiceSettings.apply(service, definition);
        }
    }

    private ServiceControl created(ServiceDefinition definition) throws ServerFailure {
        return ServiceControl.create(
                definition.name(),
                manager -> Advapi32.INSTANCE.CreateService(
                        manager,
                        definition.name(),
                        title(definition.name()),
                        Winsvc.SERVICE_ALL_ACCESS,
                        WinNT.SERVICE_WIN32_OWN_PROCESS,
                        start(definition),
                        WinNT.SERVICE_ERROR_NORMAL,
                        ServiceImage.of(definition, host),
                        null,
                        null,
                        null,
                        definition.user().orElse(null),
                        null));
    }

    private ServiceControl changed(ServiceDefinition definition) throws ServerFailure {
        ServiceControl service = ServiceControl.open(definition.name(), Winsvc.SERVICE_ALL_ACCESS);
        try {
            service.call(
                    0,
                    handle -> ServiceControl.More.INSTANCE.ChangeServiceConfig(
                            handle,
                            WinNT.SERVICE_WIN32_OWN_PROCESS,
                            start(definition),
                            WinNT.SERVICE_ERROR_NORMAL,
                            ServiceImage.of(definition, host),
                            null,
                            null,
                            null,
                            definition.user().orElse("LocalSystem"),
                            null,
                            title(definition.name())));
            return service;
        } catch (ServerFailure e) {
            service.close();
            throw e;
        }
    }

    private static int start(ServiceDefinition definition) {
        return definition.atBoot() ? WinNT.SERVICE_AUTO_START : WinNT.SERVICE_DEMAND_START;
    }

    /** Windows wants each to be another. */
    private static String title(String name) {
        return name.equals("quickcare-server") ? ServiceDefinition.TITLE : ServiceDefinition.TITLE + " (" + name + ")";
    }

    @Override
    public void uninstall(String name) throws ServerFailure {
        stop(name);
        try (ServiceControl service = ServiceControl.open(name, WinNT.DELETE)) {
            service.call(0, Advapi32.INSTANCE::DeleteService);
        }
        firewall.close(name);
    }

    /** A rule that Windows refuses keeps no service from being one: whoever looks after the PC decides about it. */
    @Override
    public Optional<Sentence> admit(String name, List<Integer> ports) {
        String shown = ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return Optional.of(firewall.open(name, ports)
                .map(refused -> Sentence.of("service.firewall-refused", shown, refused))
                .orElseGet(() -> Sentence.of("service.firewall", shown)));
    }

    @Override
    public void start(String name) throws ServerFailure {
        requireOurs(name);
        try (ServiceControl service = ServiceControl.open(name, Winsvc.SERVICE_START)) {
            service.call(
                    WinError.ERROR_SERVICE_ALREADY_RUNNING, handle -> Advapi32.INSTANCE.StartService(handle, 0, null));
        }
    }

    @Override
    public void stop(String name) throws ServerFailure {
        Path site = requireOurs(name);
        try (ServiceControl service = ServiceControl.open(name, Winsvc.SERVICE_STOP | Winsvc.SERVICE_QUERY_STATUS)) {
            // Refused as well while it ends already, which is waited for below.
            if (status(service).dwCurrentState != Winsvc.SERVICE_STOP_PENDING) {
                service.call(
                        WinError.ERROR_SERVICE_NOT_ACTIVE,
                        handle -> Advapi32.INSTANCE.ControlService(
                                handle, Winsvc.SERVICE_CONTROL_STOP, new SERVICE_STATUS()));
            }
            int progress = -1;
            long since = System.nanoTime();
            for (SERVICE_STATUS_PROCESS now = status(service);
                    now.dwCurrentState != Winsvc.SERVICE_STOPPED;
                    now = status(service)) {
                if (now.dwCheckPoint != progress) {
                    progress = now.dwCheckPoint;
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > NO_PROGRESS.toNanos()) {
                    throw new ServerFailure(
                            FailureCode.DISK,
                            Sentence.of("service.no-end-windows", name, NO_PROGRESS.toSeconds(), messages(name, site)));
                }
                Thread.sleep(ASK_INTERVAL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailure(FailureCode.DISK, Sentence.of("service.ended"), e);
        }
    }

    @Override
    public ServiceState state(String name) throws ServerFailure {
        Optional<String> image = image(name).filter(found -> ServiceImage.isOurs(name, found));
        if (image.isEmpty()) {
            return ServiceState.NONE;
        }
        SERVICE_STATUS_PROCESS status;
        try (ServiceControl service = ServiceControl.open(name, Winsvc.SERVICE_QUERY_STATUS)) {
            status = status(service);
        }
        boolean atBoot = Advapi32Util.registryGetIntValue(WinReg.HKEY_LOCAL_MACHINE, SERVICES + name, "Start")
                == WinNT.SERVICE_AUTO_START;
        Optional<Path> site = ServiceImage.site(image.get());
        if (status.dwCurrentState != Winsvc.SERVICE_STOPPED) {
            return new ServiceState(ServiceState.Running.RUNNING, atBoot, site, since(status.dwProcessId));
        }
        int code = ExitReport.code(status.dwWin32ExitCode, status.dwServiceSpecificExitCode);
        return code == 0
                ? new ServiceState(ServiceState.Running.STOPPED, atBoot, site, "")
                : new ServiceState(ServiceState.Running.FAILED, atBoot, site, "exit code " + code);
    }

    @Override
    public String messages(String name, Path site) {
        return "notepad \"" + ServiceLog.in(site) + "\"";
    }

    private static String since(int pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .map(start -> start.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("");
    }

    private static SERVICE_STATUS_PROCESS status(ServiceControl service) throws ServerFailure {
        SERVICE_STATUS_PROCESS status = new SERVICE_STATUS_PROCESS();
        service.call(
                0,
                handle -> Advapi32.INSTANCE.QueryServiceStatusEx(
                        handle,
                        Winsvc.SC_STATUS_TYPE.SC_STATUS_PROCESS_INFO,
                        status,
                        status.size(),
                        new IntByReference()));
        return status;
    }

    /** The command line of a service of this machine, whosever it is; empty when there is none. */
    static Optional<String> image(String name) {
        String key = SERVICES + name;
        return Advapi32Util.registryKeyExists(WinReg.HKEY_LOCAL_MACHINE, key)
                        && Advapi32Util.registryValueExists(WinReg.HKEY_LOCAL_MACHINE, key, "ImagePath")
                ? Optional.of(Advapi32Util.registryGetStringValue(WinReg.HKEY_LOCAL_MACHINE, key, "ImagePath"))
                : Optional.empty();
    }

    private static Path requireOurs(String name) throws ServerFailure {
        String image = image(name).orElseThrow(() -> ServerFailure.badInput(Sentence.of("service.none", name)));
        if (!ServiceImage.isOurs(name, image)) {
            throw ServerFailure.badInput(Sentence.of("service.foreign-windows", name));
        }
        return ServiceImage.site(image).orElseThrow();
    }
}
