package jp.quickcare.launcher.settings;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.register.ShortcutPlace;

/** Reads and writes {@code install.properties} (UTF-8). */
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

    private static final int MAX_BYTES = 64 * 1024;

    private SettingsFile() {}

    /**
     * Reads the settings.
     *
     * @throws SettingsException a key or its value cannot be used
     * @throws IOException the file is missing or cannot be read
     */
    public static Settings read(Path file) throws SettingsException, IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new SettingsException(String.valueOf(file.getFileName()), "", SettingRule.SMALL_FILE);
        }
        Properties properties = new Properties();
        try (InputStreamReader in =
                new InputStreamReader(new ByteArrayInputStream(Files.readAllBytes(file)), StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(String.valueOf(file.getFileName()), "", SettingRule.NO_BROKEN_ESCAPE);
        }
        return SettingsText.of(properties);
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
        return SettingsText.of(properties);
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
