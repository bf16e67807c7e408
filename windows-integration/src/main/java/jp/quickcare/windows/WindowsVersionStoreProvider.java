package jp.quickcare.windows;

import java.util.Locale;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.register.VersionStore;
import jp.quickcare.launcher.register.VersionStoreProvider;

/** Gives the launcher the registry as its version store, on Windows. */
public final class WindowsVersionStoreProvider implements VersionStoreProvider {
    /** For {@link java.util.ServiceLoader}. */
    public WindowsVersionStoreProvider() {}

    @Override
    public boolean fits() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    /** The installation's folder tells it apart; a key's name has no backslash. */
    @Override
    public VersionStore open(Home home) {
        return RegistryVersionStore.ofUser(home.folder().toString().replace('\\', '/'));
    }
}
