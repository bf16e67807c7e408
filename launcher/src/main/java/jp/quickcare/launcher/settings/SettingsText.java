package jp.quickcare.launcher.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import jp.quickcare.launcher.register.ShortcutPlace;
import jp.quickcare.manifest.release.Ids;

/** What stands in settings, checked: a key that is not known is refused, as it is a mistyped one. */
public final class SettingsText {
    private static final Set<String> KEYS = Set.of(
            SettingsFile.SERVER,
            SettingsFile.APP,
            SettingsFile.CHANNEL,
            SettingsFile.PLATFORM,
            SettingsFile.STAGING,
            SettingsFile.ANSWER,
            SettingsFile.SHORTCUTS,
            SettingsFile.JAVA,
            SettingsFile.CERTIFICATES);
    private static final long MAX_ANSWER_MILLIS = 60_000;

    private SettingsText() {}

    /** Checks settings given as text. @throws SettingsException a key or its value cannot be used */
    public static Settings of(Properties properties) throws SettingsException {
        for (String key : properties.stringPropertyNames()) {
            if (!KEYS.contains(key)) {
                throw new SettingsException(key, properties.getProperty(key, ""), SettingRule.KNOWN_KEY);
            }
        }
        path(SettingsFile.JAVA, text(properties, SettingsFile.JAVA));
        return new Settings(
                servers(text(properties, SettingsFile.SERVER)),
                word(SettingsFile.APP, properties, Ids::requireApp, SettingRule.APP),
                word(SettingsFile.CHANNEL, properties, Ids::requireChannel, SettingRule.CHANNEL),
                word(SettingsFile.PLATFORM, properties, Ids::requirePlatform, SettingRule.PLATFORM),
                path(SettingsFile.STAGING, text(properties, SettingsFile.STAGING)),
                answer(text(properties, SettingsFile.ANSWER)),
                shortcuts(text(properties, SettingsFile.SHORTCUTS)),
                certificates(text(properties, SettingsFile.CERTIFICATES)));
    }

    private static String text(Properties properties, String key) {
        return properties.getProperty(key, "").strip();
    }

    private static List<URI> servers(String text) throws SettingsException {
        List<URI> servers = new ArrayList<>();
        for (String address : text.split("[\\s,]+", -1)) {
            if (!address.isEmpty()) {
                servers.add(server(address));
            }
        }
        if (servers.isEmpty()) {
            throw new SettingsException(SettingsFile.SERVER, text, SettingRule.ADDRESSES);
        }
        return servers;
    }

    /** An address of a server. @throws SettingsException it is not a plain http or https address */
    public static URI server(String address) throws SettingsException {
        try {
            URI uri = new URI(address.contains("://") ? address : "http://" + address);
            if (uri.getRawUserInfo() != null) {
                // Whoever may read the settings could read it, and a server would be told it in the clear.
                throw new SettingsException(
                        SettingsFile.SERVER,
                        uri.getScheme() + "://…@" + uri.getHost(),
                        SettingRule.ADDRESS_WITHOUT_PASSWORD);
            }
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below, as for any other address that is none.
        }
        throw new SettingsException(SettingsFile.SERVER, address, SettingRule.ADDRESS);
    }

    private interface Word {
        String require(String text);
    }

    private static String word(String key, Properties properties, Word rule, SettingRule allowed)
            throws SettingsException {
        String text = text(properties, key);
        try {
            return rule.require(text);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(key, text, allowed);
        }
    }

    private static Optional<Path> path(String key, String text) throws SettingsException {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(text);
            if (path.isAbsolute()) {
                return Optional.of(path.normalize());
            }
        } catch (InvalidPathException e) {
            // Told below.
        }
        throw new SettingsException(key, text, SettingRule.ABSOLUTE_PATH);
    }

    private static Optional<Path> certificates(String text) throws SettingsException {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text).normalize());
        } catch (InvalidPathException e) {
            throw new SettingsException(SettingsFile.CERTIFICATES, text, SettingRule.FILE);
        }
    }

    private static Duration answer(String text) throws SettingsException {
        if (text.isEmpty()) {
            return Settings.STANDARD_ANSWER;
        }
        try {
            long millis = Long.parseLong(text);
            if (millis >= 1 && millis <= MAX_ANSWER_MILLIS) {
                return Duration.ofMillis(millis);
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new SettingsException(SettingsFile.ANSWER, text, SettingRule.MILLISECONDS);
    }

    private static ShortcutPlace shortcuts(String text) throws SettingsException {
        return switch (text) {
            case "", "standard" -> new ShortcutPlace.Standard();
            case "none" -> new ShortcutPlace.None();
            default ->
                new ShortcutPlace.Folder(path(SettingsFile.SHORTCUTS, text).orElseThrow());
        };
    }
}
