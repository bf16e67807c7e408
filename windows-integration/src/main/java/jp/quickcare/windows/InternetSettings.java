package jp.quickcare.windows;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.win32.StdCallLibrary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jp.quickcare.launcher.durable.Platform;
import jp.quickcare.launcher.proxy.ProxySource;

/**
 * The proxy that Windows is set to (SPEC A36): the user's Internet settings, and where these name none, as for a service,
 * the machine's ({@code netsh winhttp}). "Detect settings automatically" is not followed: it keeps a start waiting for
 * seconds where nobody answers.
 */
public final class InternetSettings implements ProxySource {
    /** {@code WINHTTP_CURRENT_USER_IE_PROXY_CONFIG}: a flag and three texts. */
    private static final int USER_BYTES = 32;

    private static final int SCRIPT_AT = 8;
    private static final int PROXY_AT = 16;
    private static final int EXEMPT_AT = 24;

    /** {@code WINHTTP_PROXY_INFO}: a number and two texts. */
    private static final int MACHINE_BYTES = 24;

    private static final int MACHINE_PROXY_AT = 8;
    private static final int MACHINE_EXEMPT_AT = 16;

    /** The functions of winhttp.dll that are needed. */
    private interface Api extends StdCallLibrary {
        boolean WinHttpGetIEProxyConfigForCurrentUser(Pointer config);

        boolean WinHttpGetDefaultProxyConfiguration(Pointer info);
    }

    /** For {@link java.util.ServiceLoader}. */
    public InternetSettings() {}

    @Override
    public boolean fits() {
        return Platform.WINDOWS;
    }

    @Override
    public Map<String, String> settings() {
        Api api = Native.load("winhttp", Api.class);
        Map<String, String> found = Map.of();
        try (Memory user = new Memory(USER_BYTES)) {
            user.clear();
            if (api.WinHttpGetIEProxyConfigForCurrentUser(user)) {
                found = settings(taken(user, SCRIPT_AT), taken(user, PROXY_AT), taken(user, EXEMPT_AT));
            }
        }
        if (found.isEmpty()) {
            try (Memory machine = new Memory(MACHINE_BYTES)) {
                machine.clear();
                if (api.WinHttpGetDefaultProxyConfiguration(machine)) {
                    found = settings("", taken(machine, MACHINE_PROXY_AT), taken(machine, MACHINE_EXEMPT_AT));
                }
            }
        }
        return found;
    }

    /** The text there, which is given back to Windows. */
    private static String taken(Memory from, int at) {
        Pointer text = from.getPointer(at);
        if (text == null) {
            return "";
        }
        String taken = text.getWideString(0);
        Kernel32.INSTANCE.GlobalFree(text);
        return taken;
    }

    /**
     * As an environment would say it.
     *
     * @param script address of a proxy script; it comes before a proxy, as for browsers
     * @param proxy {@code host:port} for all, or {@code http=host:port;https=host:port}
     * @param exempt names, separated by semicolons; {@code <local>} means those without a dot
     */
    static Map<String, String> settings(String script, String proxy, String exempt) {
        Map<String, String> settings = new HashMap<>();
        if (!script.isBlank()) {
            settings.put("auto_proxy", script.strip());
            return settings;
        }
        for (String one : proxy.strip().split("[;\\s]+", -1)) {
            int equals = one.indexOf('=');
            String scheme = equals < 0 ? "all" : one.substring(0, equals).toLowerCase(Locale.ROOT);
            if (!one.isEmpty() && List.of("all", "http", "https").contains(scheme)) {
                settings.put(scheme + "_proxy", one.substring(equals + 1));
            }
        }
        if (!settings.isEmpty()) {
            List<String> names = new ArrayList<>(List.of(exempt.strip().split("[;\\s]+", -1)));
            names.removeIf(name -> name.isEmpty() || name.startsWith("<"));
            settings.put("no_proxy", String.join(",", names));
        }
        return settings;
    }
}
