package jp.quickcare.windows;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinReg.HKEY;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Optional;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.register.VersionStore;

/**
 * The version store of Windows (SPEC A22, A27): below {@value #ROOT} one key an installation, named by its folder's
 * digest with the folder as {@value #FOLDER}, and below that one key a component with its version as the text {@value
 * #VALUE}. The 64-bit view is used by 32-bit programs too, so that everybody sees the same. A value that is missing or
 * is no text counts as none, and so does one in a key that this user may not read.
 */
final class RegistryVersionStore implements VersionStore {
    static final String ROOT = "Software\\QuickCare Launcher";
    static final String VALUE = "Version";
    static final String FOLDER = "Folder";

    private static final int LONGEST_NAME = 255;

    private final HKEY hive;
    private final String key;
    private final Path folder;

    RegistryVersionStore(HKEY hive, Home home) {
        this.hive = hive;
        this.folder = home.folder();
        this.key = ROOT + "\\" + InstallationKey.of(home);
    }

    /** The key of one installation, below the hive. */
    String key() {
        return key;
    }

    @Override
    public Optional<String> find(String component) throws IOException {
        String at = key(component);
        try {
            return Advapi32Util.registryValueExists(hive, at, VALUE, Registry.READ)
                    ? Optional.of(Advapi32Util.registryGetStringValue(hive, at, VALUE, Registry.READ))
                    : Optional.empty();
        } catch (Win32Exception e) {
            if (e.getErrorCode() == WinError.ERROR_FILE_NOT_FOUND || e.getErrorCode() == WinError.ERROR_ACCESS_DENIED) {
                return Optional.empty();
            }
            throw Registry.failure("read", hive, at, e);
        } catch (RuntimeException e) {
            // JNA says so of a value that is there and is no text: not ours.
            return Optional.empty();
        }
    }

    /**
     * The version is set last: whoever finds it finds a whole entry.
     *
     * @throws AccessDeniedException when this user may not write there
     */
    @Override
    public void store(String component, String version) throws IOException {
        String at = key(component);
        try {
            Registry.create(hive, at);
            Advapi32Util.registrySetStringValue(hive, key, FOLDER, folder.toString(), Registry.WRITE);
            Advapi32Util.registrySetStringValue(hive, at, VALUE, version, Registry.WRITE);
            Registry.flush(hive, at);
        } catch (Win32Exception e) {
            throw Registry.failure("write", hive, at, e);
        }
    }

    /** The last component takes the installation's key with it. */
    @Override
    public void remove(String component) throws IOException {
        String at = key(component);
        try {
            Registry.delete(hive, at);
            Registry.deleteIfEmpty(hive, key, FOLDER);
            Registry.deleteIfEmpty(hive, ROOT, "");
        } catch (Win32Exception e) {
            throw Registry.failure("remove", hive, at, e);
        }
    }

    private String key(String component) {
        if (component.isEmpty() || component.length() > LONGEST_NAME || component.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("not the name of a registry key: " + component);
        }
        return key + "\\" + component;
    }
}
