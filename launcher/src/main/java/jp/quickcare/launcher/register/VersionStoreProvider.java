package jp.quickcare.launcher.register;

import jp.quickcare.launcher.home.Home;

/** A system's own version store, found by {@link java.util.ServiceLoader}. */
public interface VersionStoreProvider {
    /** Whether this system is the one it is for. */
    boolean fits();

    /** The store for one installation. */
    VersionStore open(Home home);
}
