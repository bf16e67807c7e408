package jp.quickcare.windows;

import jp.quickcare.launcher.durable.Platform;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.register.VersionStore;
import jp.quickcare.launcher.register.VersionStoreProvider;

/** Gives the launcher the registry as its version store, on Windows. */
public final class WindowsVersionStoreProvider implements VersionStoreProvider {
    /** For {@link java.util.ServiceLoader}. */
    public WindowsVersionStoreProvider() {}

    @Override
    public boolean fits() {
        return Platform.WINDOWS;
    }

    @Override
    public VersionStore open(Home home) {
        return new RegistryVersionStore(Scope.of(home).hive(), home);
    }
}
