package jp.quickcare.launcher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.settings.Settings;
import jp.quickcare.launcher.settings.SettingsException;
import jp.quickcare.launcher.settings.SettingsFile;
import jp.quickcare.launcher.settings.SettingsText;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.tls.ServerTrust;
import jp.quickcare.launcher.verify.Verifier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an installation has to know, as options: of the installation itself, and of a package to install from. */
final class InstallOptions {
    private static final int MAX_ROOT_BYTES = 512_000;

    @Option(names = "--server", paramLabel = "<address>", descriptionKey = "cli.server")
    private @Nullable List<String> servers;

    @Option(names = "--app", paramLabel = "<id>", descriptionKey = "cli.app")
    private @Nullable String app;

    @Option(names = "--channel", paramLabel = "<channel>", descriptionKey = "cli.channel")
    private @Nullable String channel;

    @Option(names = "--platform", paramLabel = "<platform>", descriptionKey = "cli.platform")
    private @Nullable String platform;

    @Option(names = "--release-root", paramLabel = "<file>", descriptionKey = "cli.release_root")
    private @Nullable Path releaseRoot;

    @Option(names = "--site-root", paramLabel = "<file>", descriptionKey = "cli.site_root")
    private @Nullable Path siteRoot;

    @Option(names = "--trusted-certificates", paramLabel = "<file>", descriptionKey = "cli.trusted_certificates")
    private @Nullable Path certificates;

    @Option(names = "--staging", paramLabel = "<folder>", descriptionKey = "cli.staging")
    private @Nullable Path staging;

    @Option(names = "--answer-within-millis", paramLabel = "<ms>", descriptionKey = "cli.answer")
    private @Nullable String answerWithinMillis;

    @Option(names = "--no-shortcuts", descriptionKey = "cli.no_shortcuts")
    private boolean noShortcuts;

    @Option(names = "--shortcuts-dir", paramLabel = "<folder>", descriptionKey = "cli.shortcuts_dir")
    private @Nullable Path shortcutsFolder;

    /** Takes an option without a value; see {@link CommandBase#takes(String)}. */
    boolean takes(String option) {
        if (option.equals("--no-shortcuts")) {
            noShortcuts = true;
            return true;
        }
        return false;
    }

    /** Takes an option with a value; see {@link CommandBase#takes(String, String)}. */
    boolean takes(String option, String value) {
        switch (option) {
            case "--server" -> {
                servers = servers == null ? new ArrayList<>() : servers;
                servers.add(value);
            }
            case "--app" -> app = value;
            case "--channel" -> channel = value;
            case "--platform" -> platform = value;
            case "--release-root" -> releaseRoot = Path.of(value);
            case "--site-root" -> siteRoot = Path.of(value);
            case "--staging" -> staging = Path.of(value);
            case "--answer-within-millis" -> answerWithinMillis = value;
            case "--shortcuts-dir" -> shortcutsFolder = Path.of(value);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What they say, over what was said before. */
    Properties over(Properties before) {
        Properties given = new Properties();
        given.putAll(before);
        put(given, SettingsFile.SERVER, servers == null ? null : String.join(" ", servers));
        put(given, SettingsFile.APP, app);
        put(given, SettingsFile.CHANNEL, channel);
        put(given, SettingsFile.PLATFORM, platform);
        put(given, SettingsFile.STAGING, absolute(staging));
        put(given, SettingsFile.ANSWER, answerWithinMillis);
        put(given, SettingsFile.SHORTCUTS, noShortcuts ? "none" : absolute(shortcutsFolder));
        return given;
    }

    private static void put(Properties properties, String key, @Nullable String value) {
        if (value != null) {
            properties.setProperty(key, value);
        }
    }

    private static @Nullable String absolute(@Nullable Path path) {
        return path == null ? null : path.toAbsolutePath().toString();
    }

    /** The vendor's root that was named, else another. */
    @Nullable
    Path releaseRoot(@Nullable Path other) {
        return releaseRoot == null ? other : releaseRoot;
    }

    /** The site's root that was named, else another. */
    @Nullable
    Path siteRoot(@Nullable Path other) {
        return siteRoot == null ? other : siteRoot;
    }

    /** The file of authorities that was named, else another. */
    @Nullable
    Path certificates(@Nullable Path other) {
        return certificates == null ? other : certificates;
    }

    /** Makes a file of authorities count in this process. @throws KeepFailure it is none */
    static void trust(Path certificates, Messages messages) throws KeepFailure {
        try {
            ServerTrust.alsoTrust(certificates);
        } catch (IOException e) {
            throw CommandBase.badInput(messages.say(
                    "cli.bad_setting", "--trusted-certificates", certificates, "a file of certificates in PEM"));
        }
    }

    /** Refuses to begin where something is not said at all, and names all of it. */
    static void requireSaid(Properties said, @Nullable Path releaseRoot, @Nullable Path siteRoot, Messages messages)
            throws KeepFailure {
        List<String> missing = new ArrayList<>();
        for (String key : List.of(SettingsFile.SERVER, SettingsFile.APP, SettingsFile.CHANNEL)) {
            if (said.getProperty(key) == null) {
                missing.add("--" + key);
            }
        }
        if (releaseRoot == null) {
            missing.add("--release-root");
        }
        if (siteRoot == null) {
            missing.add("--site-root");
        }
        if (!missing.isEmpty()) {
            throw CommandBase.badInput(messages.say("cli.missing", String.join(", ", missing)));
        }
    }

    /** Checks the settings. @throws KeepFailure one of them cannot be used */
    static Settings settings(Properties said, Messages messages) throws KeepFailure {
        try {
            return SettingsText.of(said);
        } catch (SettingsException e) {
            throw CommandBase.badInput(messages.say("cli.bad_setting", e.key(), e.value(), e.allowed()));
        }
    }

    /** Reads a root. @throws KeepFailure it is none that can be trusted */
    static byte[] root(Path file, Messages messages) throws KeepFailure {
        try {
            if (Files.size(file) <= MAX_ROOT_BYTES) {
                byte[] root = Files.readAllBytes(file);
                if (Verifier.isRoot(root)) {
                    return root;
                }
            }
        } catch (NoSuchFileException e) {
            throw CommandBase.badInput(messages.say("cli.missing", file));
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot read " + file, e, file);
        }
        throw CommandBase.badInput(messages.say("cli.bad_root", file));
    }
}
