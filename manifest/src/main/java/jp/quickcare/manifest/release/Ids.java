package jp.quickcare.manifest.release;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The words that name applications, channels, versions and platforms: each can be part of a path and of a URL. */
public final class Ids {
    /** The application id of the launcher itself. */
    public static final String LAUNCHER = "launcher";

    /** The application id of the Java runtime that an installation brings. */
    public static final String RUNTIME = "runtime";

    /** The platform id of what runs everywhere. */
    public static final String ANY_PLATFORM = "any";

    private static final Pattern APP = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");
    private static final Pattern CHANNEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,31}");
    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._+-]{0,63}");
    private static final Pattern PLATFORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+){0,3}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})?");
    private static final int MAX_PLATFORM_LENGTH = 32;
    // Names of roles that are no application's: an application's role has the application's name.
    private static final Set<String> ROLES = Set.of("root", "timestamp", "snapshot", "targets", RevokedSites.ROLE);

    private Ids() {}

    /** Whether an application id is that of a part of every installation, the launcher or its Java, that nothing starts. */
    public static boolean isComponent(String app) {
        return app.equals(LAUNCHER) || app.equals(RUNTIME);
    }

    /** An application: lower case letters, digits, {@code _} and {@code -}, at most 32. */
    public static String requireApp(String app) {
        if (ROLES.contains(app)) {
            throw new IllegalArgumentException("application \"" + app + "\" has the name of a role");
        }
        return require(APP, "application", app);
    }

    /** A channel: letters, digits, {@code _} and {@code -}, at most 32. */
    public static String requireChannel(String channel) {
        return require(CHANNEL, "channel", channel);
    }

    /** A version: letters, digits, {@code . _ + -}, at most 64; it orders nothing, the counter does. */
    public static String requireVersion(String version) {
        return require(VERSION, "version", version);
    }

    /** A platform: words of lower case letters and digits with {@code -} between them, at most 32. */
    public static String requirePlatform(String platform) {
        if (platform.length() > MAX_PLATFORM_LENGTH) {
            throw new IllegalArgumentException("platform of " + platform.length() + " characters");
        }
        return require(PLATFORM, "platform", platform);
    }

    static String requireLanguage(String language) {
        return require(LANGUAGE, "language", language);
    }

    private static String require(Pattern pattern, String what, String word) {
        if (!pattern.matcher(word).matches()) {
            throw new IllegalArgumentException(what + " \"" + Text.visible(word, 40) + "\"");
        }
        try {
            SafePath.of(word);
        } catch (UnsafePathException e) {
            throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
        }
        return word;
    }

    /** The target path of a release: {@code app/version/platform.json}. */
    public static String targetPath(String app, String version, String platform) {
        return requireApp(app) + "/" + requireVersion(version) + "/" + requirePlatform(platform) + ".json";
    }

    /** The text in that language, else in English, else the first; empty where there is none. */
    static String inLanguage(Map<String, String> texts, Locale locale) {
        String text = texts.get(locale.getLanguage());
        if (text == null) {
            text = texts.get("en");
        }
        return text != null ? text : texts.values().stream().findFirst().orElse("");
    }
}
