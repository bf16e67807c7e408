package jp.quickcare.launcher.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** What is set in GNOME and the desktops that share its settings, asked of {@code gsettings}. */
final class GnomeProxy implements ProxySource {
    private static final List<String> DESKTOPS = List.of("gnome", "unity", "cinnamon", "budgie", "mate", "xfce");
    private static final String SCHEMA = "org.gnome.system.proxy";
    private static final Pattern LINE = Pattern.compile("org\\.gnome\\.system\\.proxy(\\S*) (\\S+) (.*)");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");
    private static final int PATIENCE_SECONDS = 3;

    private final Map<String, String> environment;

    GnomeProxy(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public boolean fits() {
        String desktop = environment.getOrDefault("XDG_CURRENT_DESKTOP", "").toLowerCase(Locale.ROOT);
        return DESKTOPS.stream().anyMatch(desktop::contains);
    }

    @Override
    public Map<String, String> settings() {
        try {
            ProcessBuilder builder = new ProcessBuilder("gsettings", "list-recursively", SCHEMA)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            // What it says is short and needs no reader of its own; a desktop that hangs says nothing at all.
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            }
            process.destroyForcibly();
        } catch (IOException e) {
            LoggerFactory.getLogger(GnomeProxy.class).warn("the desktop's proxy is not known: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Map.of();
    }

    /** Reads what {@code gsettings list-recursively org.gnome.system.proxy} says. */
    static Map<String, String> parse(String said) {
        Map<String, String> values = new HashMap<>();
        said.lines().forEach(line -> {
            Matcher setting = LINE.matcher(line);
            if (setting.matches()) {
                values.put(setting.group(1) + "/" + setting.group(2), setting.group(3));
            }
        });
        Map<String, String> settings = new HashMap<>();
        String mode = word(values, "/mode");
        if (mode.equals("auto")) {
            put(settings, "auto_proxy", word(values, "/autoconfig-url"));
        } else if (mode.equals("manual")) {
            put(settings, "http_proxy", address(values, ".http"));
            put(settings, "https_proxy", address(values, ".https"));
            put(settings, "no_proxy", String.join(",", words(values.getOrDefault("/ignore-hosts", ""))));
        }
        return settings;
    }

    private static void put(Map<String, String> settings, String key, String value) {
        if (!value.isEmpty()) {
            settings.put(key, value);
        }
    }

    private static String address(Map<String, String> values, String kind) {
        String host = word(values, kind + "/host");
        String port = values.getOrDefault(kind + "/port", "0").strip();
        return host.isEmpty() ? "" : "http://" + host + (port.equals("0") ? "" : ":" + port);
    }

    private static String word(Map<String, String> values, String key) {
        List<String> words = words(values.getOrDefault(key, ""));
        return words.isEmpty() ? "" : words.get(0);
    }

    private static List<String> words(String value) {
        List<String> words = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(value);
        while (quoted.find()) {
            words.add(quoted.group(1));
        }
        return words;
    }
}
