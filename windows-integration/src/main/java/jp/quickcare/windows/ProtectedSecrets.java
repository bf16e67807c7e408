package jp.quickcare.windows;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Crypt32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinCrypt;
import com.sun.jna.platform.win32.WinReg;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import jp.quickcare.launcher.durable.Platform;
import jp.quickcare.launcher.proxy.SecretStore;

/**
 * A user's secrets, sealed by Windows for that user (DPAPI) and kept in that user's part of the registry: another user of
 * the PC, or who carries the disk away, cannot open them. Each is sealed under its own name, so none can be put in the
 * place of another.
 */
public final class ProtectedSecrets implements SecretStore {
    static final String KEY = RegistryVersionStore.ROOT + "\\Secrets";

    /** For {@link java.util.ServiceLoader}. */
    public ProtectedSecrets() {}

    @Override
    public boolean fits() {
        return Platform.WINDOWS;
    }

    @Override
    public Optional<String> find(String name) {
        try {
            if (!Advapi32Util.registryValueExists(WinReg.HKEY_CURRENT_USER, KEY, name, Registry.READ)) {
                return Optional.empty();
            }
            byte[] sealed = Advapi32Util.registryGetBinaryValue(WinReg.HKEY_CURRENT_USER, KEY, name, Registry.READ);
            byte[] open = Crypt32Util.cryptUnprotectData(sealed, bytes(name), WinCrypt.CRYPTPROTECT_UI_FORBIDDEN, null);
            return Optional.of(new String(open, StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            // Not there, not ours, sealed for somebody else: whoever needs it asks again.
            return Optional.empty();
        }
    }

    @Override
    public void keep(String name, String secret) throws IOException {
        try {
            byte[] sealed = Crypt32Util.cryptProtectData(
                    bytes(secret), bytes(name), WinCrypt.CRYPTPROTECT_UI_FORBIDDEN, "QuickCare Launcher", null);
            Registry.create(WinReg.HKEY_CURRENT_USER, KEY);
            Advapi32Util.registrySetBinaryValue(WinReg.HKEY_CURRENT_USER, KEY, name, sealed, Registry.WRITE);
        } catch (Win32Exception e) {
            throw Registry.failure("write", WinReg.HKEY_CURRENT_USER, KEY, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
