package jp.quickcare.launcher.agent;

import java.util.Optional;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.system.Providers;

/**
 * The agent as a service of the system: there before anybody logs in, started again when it fails. Found by {@link
 * Providers}; on Linux it is systemd's.
 */
public interface AgentServices {
    /** What the system says of the service. */
    enum State {
        /** There is none. */
        NONE,
        /** It does not run. */
        STOPPED,
        /** It runs. */
        RUNNING
    }

    /** Whether this system is the one it is for. */
    boolean fits();

    /** What the system calls the service of an installation. */
    default String name(Home home) {
        return "quickcare-agent-" + AgentKey.of(home);
    }

    /** Makes it known to the system, in place of what was there; does not start it. @throws UpdateFailure it may not */
    void install(Home home) throws UpdateFailure;

    /** Starts it; nothing happens where it runs. @throws UpdateFailure it cannot */
    void start(Home home) throws UpdateFailure;

    /** Ends it and waits for that. @throws UpdateFailure it cannot */
    void stop(Home home) throws UpdateFailure;

    /** Ends and forgets it; nothing happens where there is none. @throws UpdateFailure it may not */
    void remove(Home home) throws UpdateFailure;

    /** What it does now. @throws UpdateFailure the system does not tell */
    State state(Home home) throws UpdateFailure;

    /**
     * Runs the agent where this process is the service, in the way that the system wants.
     *
     * @return the exit code; empty where this process was begun by a person, or the system wants nothing of it
     */
    default Optional<Integer> host(Home home, Agent agent) {
        return Optional.empty();
    }

    /** Whether this system has services that are known here. */
    static boolean isKnown() {
        try {
            return ofSystem().fits();
        } catch (KeepFailure e) {
            return false;
        }
    }

    /** As {@link #host}, by this system, if it is a known one. */
    static Optional<Integer> hosted(Home home, Agent agent) {
        try {
            return ofSystem().host(home, agent);
        } catch (KeepFailure e) {
            return Optional.empty();
        }
    }

    /** The one of this system. @throws KeepFailure there is none that is known here */
    static AgentServices ofSystem() throws KeepFailure {
        for (AgentServices found : Providers.of(AgentServices.class)) {
            if (found.fits()) {
                return found;
            }
        }
        AgentServices systemd = new SystemdAgent();
        if (systemd.fits()) {
            return systemd;
        }
        throw new KeepFailure(FailureCode.NO_AGENT, "no services that are known here", null);
    }
}
