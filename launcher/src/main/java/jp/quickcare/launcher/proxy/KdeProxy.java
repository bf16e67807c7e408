package jp.quickcare.launcher.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is set in KDE's system settings, which keep it in the file {@code kioslaverc}. */
final class KdeProxy implements ProxySource {
    private static final String MANUAL = "1";
    private static final String SCRIPT = "2";

    private final Map<String, String> environment;

    KdeProxy(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public boolean fits() {
        return environment
                .getOrDefault("XDG_CURRENT_DESKTOP", "")
                .toLowerCase(Locale.ROOT)
                .contains("kde");
    }

    @Override
    public Map<String, String> settings() {
        String folder = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path configuration =
                folder.isEmpty() ? Path.of(environment.getOrDefault("HOME", ""), ".config") : Path.of(folder);
        try {
            return parse(Files.readAllLines(configuration.resolve("kioslaverc"), StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Nobody has set anything.
            return Map.of();
        }
    }

    /** Reads the file's lines. */
    static Map<String, String> parse(List<String> lines) {
        Map<String, String> values = new HashMap<>();
        boolean ours = false;
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (line.startsWith("[")) {
                ours = line.strip().equals("[Proxy Settings]");
            } else if (ours && equals > 0) {
                values.put(
                        line.substring(0, equals).strip().replace("[$e]", ""),
                        line.substring(equals + 1).strip());
            }
        }
        Map<String, String> settings = new HashMap<>();
        String type = values.getOrDefault("ProxyType", "");
        if (type.equals(SCRIPT)) {
            put(settings, "auto_proxy", values.get("Proxy Config Script"));
        } else if (type.equals(MANUAL)) {
            // The port stands behind a blank.
            put(settings, "http_proxy", values.getOrDefault("httpProxy", "").replace(' ', ':'));
            put(settings, "https_proxy", values.getOrDefault("httpsProxy", "").replace(' ', ':'));
            put(settings, "no_proxy", values.get("NoProxyFor"));
        }
        return settings;
    }

    private static void put(Map<String, String> settings, String key, @org.jspecify.annotations.Nullable String value) {
        if (value != null && !value.isEmpty()) {
            settings.put(key, value);
        }
    }
}
