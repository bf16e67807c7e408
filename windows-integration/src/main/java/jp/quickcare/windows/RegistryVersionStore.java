package jp.quickcare.windows;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinReg;
import com.sun.jna.platform.win32.WinReg.HKEY;
import java.io.IOException;
import java.util.Optional;
import jp.quickcare.launcher.register.VersionStore;

/**
 * The version store of Windows: one key a component below {@value #ROOT}, with the version as the text value {@value
 * #VALUE} (SPEC A22, A27). The 64-bit view is used by 32-bit programs too, so that everybody sees the same. A value that
 * is missing or is no text counts as none.
 */
final class RegistryVersionStore implements VersionStore {
    static final String ROOT = "Software\\QuickCare Launcher";
    static final String VALUE = "Version";

    private static final int READ = WinNT.KEY_READ | WinNT.KEY_WOW64_64KEY;
    private static final int WRITE = WinNT.KEY_ALL_ACCESS | WinNT.KEY_WOW64_64KEY;

    private final HKEY hive;
    private final String installation;

    /**
     * A store for one installation.
     *
     * @param installation tells installations of one application apart; a single key's name, without backslash
     */
    RegistryVersionStore(HKEY hive, String installation) {
        this.hive = hive;
        this.installation = checked(installation);
    }

    /** The store of the user who runs this program. */
    static RegistryVersionStore ofUser(String installation) {
        return new RegistryVersionStore(WinReg.HKEY_CURRENT_USER, installation);
    }

    @Override
    public Optional<String> find(String component) throws IOException {
        String key = key(component);
        try {
            if (!Advapi32Util.registryKeyExists(hive, key, READ)
                    || !Advapi32Util.registryValueExists(hive, key, VALUE, READ)) {
                return Optional.empty();
            }
            return Optional.of(Advapi32Util.registryGetStringValue(hive, key, VALUE, READ));
        } catch (Win32Exception e) {
            if (e.getErrorCode() == WinError.ERROR_FILE_NOT_FOUND) {
                return Optional.empty();
            }
            throw failure("read", key, e);
        } catch (RuntimeException e) {
            // JNA says so of a value that is there and is no text: not ours.
            return Optional.empty();
        }
    }

    @Override
    public void store(String component, String version) throws IOException {
        String key = key(component);
        try {
            String path = "";
            for (String part : key.split("\\\\", -1)) {
                Advapi32Util.registryCreateKey(hive, path, part, WRITE);
                path = path.isEmpty() ? part : path + "\\" + part;
            }
            Advapi32Util.registrySetStringValue(hive, key, VALUE, version, WRITE);
        } catch (Win32Exception e) {
            throw failure("write", key, e);
        }
    }

    @Override
    public void remove(String component) throws IOException {
        String key = key(component);
        try {
            if (Advapi32Util.registryKeyExists(hive, key, READ)) {
                Advapi32Util.registryDeleteKey(hive, ROOT + "\\" + installation, component, WRITE);
            }
        } catch (Win32Exception e) {
            throw failure("remove", key, e);
        }
    }

    private String key(String component) {
        return ROOT + "\\" + installation + "\\" + checked(component);
    }

    private static String checked(String name) {
        if (name.isEmpty() || name.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("not the name of a registry key: " + name);
        }
        return name;
    }

    private static IOException failure(String verb, String key, Win32Exception e) {
        return new IOException("cannot " + verb + " the registry key " + key + ": error " + e.getErrorCode(), e);
    }
}
