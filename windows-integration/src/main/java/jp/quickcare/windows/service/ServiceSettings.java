package jp.quickcare.windows.service;

import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.Winsvc;
import com.sun.jna.platform.win32.Winsvc.ChangeServiceConfig2Info;
import com.sun.jna.platform.win32.Winsvc.SC_ACTION;
import com.sun.jna.platform.win32.Winsvc.SERVICE_DESCRIPTION;
import com.sun.jna.platform.win32.Winsvc.SERVICE_FAILURE_ACTIONS;
import com.sun.jna.platform.win32.Winsvc.SERVICE_FAILURE_ACTIONS_FLAG;
import java.time.Duration;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.service.ServiceDefinition;

/** What Windows keeps of a service beside its command line: what it is, and that it is started again when it fails. */
final class ServiceSettings {
    private static final Duration RESTART_AFTER = Duration.ofSeconds(5);
    /** The last one of them goes for every further failure. */
    private static final int RESTARTS = 3;

    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private ServiceSettings() {}

    static void apply(ServiceControl service, ServiceDefinition definition) throws ServerFailure {
        SERVICE_DESCRIPTION description = new SERVICE_DESCRIPTION();
        description.lpDescription = ServiceDefinition.TITLE + " (" + definition.site() + ")";
        set(service, Winsvc.SERVICE_CONFIG_DESCRIPTION, description);

        SERVICE_FAILURE_ACTIONS actions = new SERVICE_FAILURE_ACTIONS();
        actions.dwResetPeriod = (int) FORGOTTEN_AFTER.toSeconds();
        actions.lpsaActions = new SC_ACTION.ByReference();
        for (SC_ACTION action : (SC_ACTION[]) actions.lpsaActions.toArray(RESTARTS)) {
            action.type = Winsvc.SC_ACTION_RESTART;
            action.delay = (int) RESTART_AFTER.toMillis();
        }
        actions.cActions = RESTARTS;
        set(service, Winsvc.SERVICE_CONFIG_FAILURE_ACTIONS, actions);

        // Also when it ends in good order with an error, as for the console's restart.
        SERVICE_FAILURE_ACTIONS_FLAG also = new SERVICE_FAILURE_ACTIONS_FLAG();
        also.fFailureActionsOnNonCrashFailures = 1;
        set(service, Winsvc.SERVICE_CONFIG_FAILURE_ACTIONS_FLAG, also);
    }

    private static void set(ServiceControl service, int level, ChangeServiceConfig2Info info) throws ServerFailure {
        // Wine knows some of these levels only; every Windows since Vista knows them all.
        service.call(
                WinError.ERROR_INVALID_LEVEL, handle -> Advapi32.INSTANCE.ChangeServiceConfig2(handle, level, info));
    }
}
