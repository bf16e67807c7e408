package jp.quickcare.launcher.identity;

import java.util.Optional;

/** Where a system keeps which machine this is; that of Windows is found by {@link java.util.ServiceLoader}. */
public interface MachineSource {
    /** Whether this system is the one it is for. */
    boolean fits();

    /** The number that the system drew for itself when it was installed; empty where it tells none. */
    Optional<String> id();

    /** The session of whoever runs this, as the system numbers or names it; empty where it tells none. */
    Optional<String> session();
}
