package jp.quickcare.windows.agent;

import com.sun.jna.Native;
import com.sun.jna.Structure;
import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.W32Service;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.Winsvc;
import com.sun.jna.platform.win32.Winsvc.ChangeServiceConfig2Info;
import com.sun.jna.platform.win32.Winsvc.SC_ACTION;
import com.sun.jna.platform.win32.Winsvc.SERVICE_DESCRIPTION;
import com.sun.jna.platform.win32.Winsvc.SERVICE_FAILURE_ACTIONS;
import com.sun.jna.platform.win32.Winsvc.SERVICE_FAILURE_ACTIONS_FLAG;
import jp.quickcare.launcher.home.Home;

/** What Windows keeps of the agent's service beside its command line. */
final class AgentServiceSettings {
    private static final int DELAYED_START = 3;
    private static final int RESTARTS = 3;
    private static final int RESTART_AFTER_MILLIS = 5_000;
    private static final int FORGOTTEN_AFTER_SECONDS = 86_400;

    private AgentServiceSettings() {}

    /** Begins when Windows has its hands free: nobody's login waits for it. */
    @Structure.FieldOrder("fDelayedAutostart")
    public static final class Delayed extends ChangeServiceConfig2Info {
        /** A truth value of Windows. */
        public int fDelayedAutostart = 1;
    }

    static void apply(W32Service service, Home home) {
        SERVICE_DESCRIPTION description = new SERVICE_DESCRIPTION();
        description.lpDescription = "Updates " + home.folder() + " for users who may not change it.";
        set(service, Winsvc.SERVICE_CONFIG_DESCRIPTION, description);
        set(service, DELAYED_START, new Delayed());

        SERVICE_FAILURE_ACTIONS actions = new SERVICE_FAILURE_ACTIONS();
        actions.dwResetPeriod = FORGOTTEN_AFTER_SECONDS;
        actions.lpsaActions = new SC_ACTION.ByReference();
        for (SC_ACTION action : (SC_ACTION[]) actions.lpsaActions.toArray(RESTARTS)) {
            action.type = Winsvc.SC_ACTION_RESTART;
            action.delay = RESTART_AFTER_MILLIS;
        }
        actions.cActions = RESTARTS;
        set(service, Winsvc.SERVICE_CONFIG_FAILURE_ACTIONS, actions);

        // Also when it ends in good order with an error, as it does once its launcher was replaced.
        SERVICE_FAILURE_ACTIONS_FLAG also = new SERVICE_FAILURE_ACTIONS_FLAG();
        also.fFailureActionsOnNonCrashFailures = 1;
        set(service, Winsvc.SERVICE_CONFIG_FAILURE_ACTIONS_FLAG, also);
    }

    private static void set(W32Service service, int level, ChangeServiceConfig2Info info) {
        if (!Advapi32.INSTANCE.ChangeServiceConfig2(service.getHandle(), level, info)) {
            int error = Native.getLastError();
            // Wine knows some of these levels only; every Windows since Vista knows them all.
            if (error != WinError.ERROR_INVALID_LEVEL) {
                throw new Win32Exception(error);
            }
        }
    }
}
