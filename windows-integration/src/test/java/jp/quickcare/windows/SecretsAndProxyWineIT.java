package jp.quickcare.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.WinReg;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.ServiceLoader;
import jp.quickcare.launcher.proxy.ProxySource;
import jp.quickcare.launcher.proxy.SecretStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SPEC A36: the user's proxy, and what it was told, as Windows keeps them. */
@OnWindows
class SecretsAndProxyWineIT {
    private static final String CONNECTIONS =
            "Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\\Connections";
    private static final String SETTINGS = "DefaultConnectionSettings";
    private static final int DIRECT = 1;
    private static final int PROXY = 2;
    private static final int SCRIPT = 4;

    private final SecretStore secrets = new ProtectedSecrets();
    private final ProxySource proxy = new InternetSettings();

    @AfterEach
    void forget() {
        if (Advapi32Util.registryKeyExists(WinReg.HKEY_CURRENT_USER, CONNECTIONS)
                && Advapi32Util.registryValueExists(WinReg.HKEY_CURRENT_USER, CONNECTIONS, SETTINGS)) {
            Advapi32Util.registryDeleteValue(WinReg.HKEY_CURRENT_USER, CONNECTIONS, SETTINGS);
        }
        if (Advapi32Util.registryKeyExists(WinReg.HKEY_CURRENT_USER, ProtectedSecrets.KEY)) {
            Registry.delete(WinReg.HKEY_CURRENT_USER, ProtectedSecrets.KEY);
        }
    }

    /** A36 */
    @Test
    void a_secret_is_found_again_and_lies_nowhere_in_the_clear() throws Exception {
        secrets.keep("proxy.site:3128", "tanaka:ひみつ");
        secrets.keep("proxy.site:3128", "tanaka:新しいひみつ");

        assertThat(secrets.find("proxy.site:3128")).contains("tanaka:新しいひみつ");
        assertThat(secrets.find("other:80")).isEmpty();
        byte[] kept =
                Advapi32Util.registryGetBinaryValue(WinReg.HKEY_CURRENT_USER, ProtectedSecrets.KEY, "proxy.site:3128");
        assertThat(new String(kept, StandardCharsets.UTF_8)).doesNotContain("tanaka", "ひみつ");
        assertThat(ServiceLoader.load(SecretStore.class)).hasExactlyElementsOfTypes(ProtectedSecrets.class);
    }

    /** A36: what somebody changed or put under another name opens nothing. */
    @Test
    void a_secret_that_was_tampered_with_is_none() throws Exception {
        secrets.keep("proxy.site:3128", "tanaka:secret");
        byte[] kept =
                Advapi32Util.registryGetBinaryValue(WinReg.HKEY_CURRENT_USER, ProtectedSecrets.KEY, "proxy.site:3128");
        Advapi32Util.registrySetBinaryValue(WinReg.HKEY_CURRENT_USER, ProtectedSecrets.KEY, "evil:80", kept);
        Advapi32Util.registrySetBinaryValue(
                WinReg.HKEY_CURRENT_USER, ProtectedSecrets.KEY, "broken:80", new byte[] {1, 2, 3});
        Advapi32Util.registrySetStringValue(WinReg.HKEY_CURRENT_USER, ProtectedSecrets.KEY, "text:80", "secret");

        assertThat(secrets.find("evil:80")).isEmpty();
        assertThat(secrets.find("broken:80")).isEmpty();
        assertThat(secrets.find("text:80")).isEmpty();
        assertThat(secrets.find("proxy.site:3128")).contains("tanaka:secret");
    }

    /** A36 */
    @Test
    void the_users_proxy_and_its_exceptions_are_found() {
        assertThat(proxy.settings()).isEmpty();
        set(DIRECT | PROXY, "proxy.site:3128", "*.care.example;<local>", "");

        assertThat(proxy.settings()).isEqualTo(Map.of("all_proxy", "proxy.site:3128", "no_proxy", "*.care.example"));
        assertThat(ServiceLoader.load(ProxySource.class)).hasExactlyElementsOfTypes(InternetSettings.class);
    }

    /** A36 */
    @Test
    void the_users_proxy_script_is_found() {
        set(DIRECT | SCRIPT, "", "", "http://pac.site/proxy.pac");

        assertThat(proxy.settings()).isEqualTo(Map.of("auto_proxy", "http://pac.site/proxy.pac"));
    }

    /** As the window "Internet options" writes it: a head of three numbers, then texts with their lengths in front. */
    private static void set(int flags, String proxy, String exempt, String script) {
        ByteBuffer value = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        value.putInt(0x46).putInt(0).putInt(flags);
        for (String text : new String[] {proxy, exempt, script}) {
            value.putInt(text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
        }
        byte[] bytes = Arrays.copyOf(value.array(), value.position() + 32);
        Registry.create(WinReg.HKEY_CURRENT_USER, CONNECTIONS);
        Advapi32Util.registrySetBinaryValue(WinReg.HKEY_CURRENT_USER, CONNECTIONS, SETTINGS, bytes);
    }
}
