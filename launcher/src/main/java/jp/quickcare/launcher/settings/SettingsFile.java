package jp.quickcare.launcher.settings;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.register.ShortcutPlace;
import jp.quickcare.manifest.release.Ids;

/** Reads and writes {@code install.properties} (UTF-8). A key that is not known is refused: it is a mistyped one. */
public final class SettingsFile {
    /** Addresses of servers, with spaces between them. */
    public static final String SERVER = "server";

    /** The application's id. */
    public static final String APP = "app";

    /** The channel. */
    public static final String CHANNEL = "channel";

    /** What this PC runs, for example {@code linux-x64}. */
    public static final String PLATFORM = "platform";

    /** Absolute path of the staging folder. */
    public static final String STAGING = "staging";

    /** How long a click waits for the server, in milliseconds. */
    public static final String ANSWER = "answerWithinMillis";

    /** {@code standard}, {@code none}, or an absolute path of a folder. */
    public static final String SHORTCUTS = "shortcuts";

    /** The Java that starts the application, a program or its home; only read where the application is started. */
    public static final String JAVA = "java";

    /** A PEM file of authorities for servers' certificates; a relative path is one in {@code state}. */
    public static final String CERTIFICATES = "trustedCertificates";

    private static final Set<String> KEYS =
            Set.of(SERVER, APP, CHANNEL, PLATFORM, STAGING, ANSWER, SHORTCUTS, JAVA, CERTIFICATES);
    private static final int MAX_BYTES = 64 * 1024;
    private static final long MAX_ANSWER_MILLIS = 60_000;
    private static final String WORD = "letters, digits, - and _, at most 32";

    private SettingsFile() {}

    /**
     * Reads the settings.
     *
     * @throws SettingsException a key or its value cannot be used
     * @throws IOException the file is missing or cannot be read
     */
    public static Settings read(Path file) throws SettingsException, IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new SettingsException(
                    String.valueOf(file.getFileName()), "", "a file of at most " + MAX_BYTES + " bytes");
        }
        Properties properties = new Properties();
        try (InputStreamReader in =
                new InputStreamReader(new ByteArrayInputStream(Files.readAllBytes(file)), StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(String.valueOf(file.getFileName()), "", "no broken \\u escape");
        }
        return of(properties);
    }

    /** Checks settings given as text. @throws SettingsException a key or its value cannot be used */
    public static Settings of(Properties properties) throws SettingsException {
        for (String key : properties.stringPropertyNames()) {
            if (!KEYS.contains(key)) {
                throw new SettingsException(
                        key, properties.getProperty(key, ""), "one of " + String.join(", ", new TreeSet<>(KEYS)));
            }
        }
        path(JAVA, text(properties, JAVA));
        return new Settings(
                servers(text(properties, SERVER)),
                word(APP, properties, Ids::requireApp, "lower case letters, digits, - and _, at most 32"),
                word(CHANNEL, properties, Ids::requireChannel, WORD),
                word(PLATFORM, properties, Ids::requirePlatform, "a platform such as linux-x64 or win-x64"),
                path(STAGING, text(properties, STAGING)),
                answer(text(properties, ANSWER)),
                shortcuts(text(properties, SHORTCUTS)),
                certificates(text(properties, CERTIFICATES)));
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
            throw new SettingsException(SERVER, text, "one or more addresses such as http://server/");
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
                        SERVER,
                        uri.getScheme() + "://…@" + uri.getHost(),
                        "an address without a user name and password");
            }
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below, as for any other address that is none.
        }
        throw new SettingsException(SERVER, address, "an address such as http://server/ or http://server:8080/");
    }

    private interface Word {
        String require(String text);
    }

    private static String word(String key, Properties properties, Word rule, String allowed) throws SettingsException {
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
        throw new SettingsException(key, text, "an absolute path");
    }

    private static Optional<Path> certificates(String text) throws SettingsException {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text).normalize());
        } catch (InvalidPathException e) {
            throw new SettingsException(CERTIFICATES, text, "the path of a file");
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
        throw new SettingsException(ANSWER, text, "1 to " + MAX_ANSWER_MILLIS);
    }

    private static ShortcutPlace shortcuts(String text) throws SettingsException {
        return switch (text) {
            case "", "standard" -> new ShortcutPlace.Standard();
            case "none" -> new ShortcutPlace.None();
            default -> new ShortcutPlace.Folder(path(SHORTCUTS, text).orElseThrow());
        };
    }

    /** Writes the settings, durably and all at once. */
    public static void write(Settings settings, Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("# Settings of this installation. docs/settings.md explains each.\n");
        List<String> servers = new ArrayList<>();
        settings.servers().forEach(server -> servers.add(server.toString()));
        line(text, SERVER, String.join(" ", servers));
        line(text, APP, settings.app());
        line(text, CHANNEL, settings.channel());
        line(text, PLATFORM, settings.platform());
        settings.staging().ifPresent(path -> line(text, STAGING, path.toString()));
        line(text, ANSWER, Long.toString(settings.answerWithin().toMillis()));
        line(text, SHORTCUTS, word(settings.shortcuts()));
        settings.trustedCertificates().ifPresent(path -> line(text, CERTIFICATES, path.toString()));
        DurableFiles.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What the settings would be with some of them changed; an empty value takes one away.
     *
     * @throws SettingsException they could not be used
     */
    public static Settings changed(Path file, Map<String, String> changes) throws SettingsException, IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(edited(file, changes)));
        return of(properties);
    }

    /** Changes some settings, durably and all at once; every other line stays as it is. */
    public static void change(Path file, Map<String, String> changes) throws IOException {
        DurableFiles.write(file, edited(file, changes).getBytes(StandardCharsets.UTF_8));
    }

    private static String edited(Path file, Map<String, String> changes) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            int equals = line.indexOf('=');
            if (equals < 0 || !changes.containsKey(line.substring(0, equals).strip())) {
                text.append(line).append('\n');
            }
        }
        changes.forEach((key, value) -> {
            if (!value.isEmpty()) {
                line(text, key, value);
            }
        });
        return text.toString();
    }

    private static String word(ShortcutPlace shortcuts) {
        if (shortcuts instanceof ShortcutPlace.Folder folder) {
            return folder.folder().toString();
        }
        return shortcuts instanceof ShortcutPlace.None ? "none" : "standard";
    }

    /** Appends a setting as this file is read; also that of another file of this form. */
    public static void line(StringBuilder text, String key, String value) {
        // Properties take a backslash for an escape, and Windows paths are full of them.
        text.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n');
    }
}
