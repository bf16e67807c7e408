package jp.quickcare.launcher.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import jp.quickcare.launcher.archive.InstallRecording;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.log.Logs;
import jp.quickcare.launcher.settings.Settings;
import jp.quickcare.launcher.settings.SettingsException;
import jp.quickcare.launcher.settings.SettingsFile;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.update.Maintenance.Wish;
import jp.quickcare.launcher.verify.Verifier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Installs the launcher and, through it, the application (SPEC A31). Run again after a failure, it goes on. */
@Command(name = "install")
final class InstallCommand extends CommandBase {
    private static final int MAX_ROOT_BYTES = 512_000;

    @Option(names = "--server", required = true, paramLabel = "<address>", descriptionKey = "cli.server")
    private List<String> servers = new ArrayList<>();

    @Option(names = "--app", required = true, paramLabel = "<id>", descriptionKey = "cli.app")
    private String app = "";

    @Option(names = "--channel", required = true, paramLabel = "<channel>", descriptionKey = "cli.channel")
    private String channel = "";

    @Option(names = "--platform", paramLabel = "<platform>", descriptionKey = "cli.platform")
    private @Nullable String platform;

    @Option(names = "--release-root", required = true, paramLabel = "<file>", descriptionKey = "cli.release_root")
    private Path releaseRoot = Path.of("");

    @Option(names = "--site-root", required = true, paramLabel = "<file>", descriptionKey = "cli.site_root")
    private Path siteRoot = Path.of("");

    @Option(names = "--staging", paramLabel = "<folder>", descriptionKey = "cli.staging")
    private @Nullable Path staging;

    @Option(names = "--answer-within-millis", paramLabel = "<ms>", descriptionKey = "cli.answer")
    private @Nullable String answerWithinMillis;

    @Option(names = "--no-shortcuts", descriptionKey = "cli.no_shortcuts")
    private boolean noShortcuts;

    @Option(names = "--shortcuts-dir", paramLabel = "<folder>", descriptionKey = "cli.shortcuts_dir")
    private @Nullable Path shortcutsFolder;

    @Override
    int run() throws UpdateFailure {
        Home home = home();
        requireUsable(home);
        Settings settings = settings();
        byte[] vendor = root(releaseRoot);
        byte[] site = root(siteRoot);
        FirstInstall.finishUninstall(home, settings);
        boolean fresh = FirstInstall.isFresh(home, settings, messages());
        new FirstInstall(home, settings, vendor, site).prepare();
        Logs.open(home);
        try {
            int code = new MaintenanceRun(this, home, false).run(Wish.UPDATE);
            InstallRecording.keep(home);
            return code;
        } catch (KeepFailure e) {
            if (fresh && e.code() == FailureCode.NEW_INSTALL_FORBIDDEN) {
                Logs.close();
                FirstInstall.undo(home, settings);
            }
            throw e;
        }
    }

    /** A class path and an options file of Java's can say every path but these. */
    private void requireUsable(Home home) throws KeepFailure {
        String path = home.folder().toString();
        if (path.contains(File.pathSeparator) || path.chars().anyMatch(Character::isISOControl)) {
            String allowed = "a path without " + File.pathSeparator + " and control characters";
            throw badInput(messages().say("cli.bad_setting", "--home", Messages.printable(path, 2_000), allowed));
        }
    }

    private Settings settings() throws KeepFailure {
        Properties given = new Properties();
        given.setProperty(SettingsFile.SERVER, String.join(" ", servers));
        given.setProperty(SettingsFile.APP, app);
        given.setProperty(SettingsFile.CHANNEL, channel);
        given.setProperty(SettingsFile.PLATFORM, platform == null ? thisPlatform() : platform);
        if (staging != null) {
            given.setProperty(SettingsFile.STAGING, staging.toAbsolutePath().toString());
        }
        if (answerWithinMillis != null) {
            given.setProperty(SettingsFile.ANSWER, answerWithinMillis);
        }
        if (noShortcuts) {
            given.setProperty(SettingsFile.SHORTCUTS, "none");
        } else if (shortcutsFolder != null) {
            given.setProperty(
                    SettingsFile.SHORTCUTS, shortcutsFolder.toAbsolutePath().toString());
        }
        try {
            return SettingsFile.of(given);
        } catch (SettingsException e) {
            throw badInput(messages().say("cli.bad_setting", e.key(), e.value(), e.allowed()));
        }
    }

    private static String thisPlatform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String name = system.startsWith("windows") ? "win" : system.startsWith("mac") ? "mac" : "linux";
        return name + "-" + (machine.equals("amd64") || machine.equals("x86_64") ? "x64" : machine);
    }

    private byte[] root(Path file) throws KeepFailure {
        try {
            if (Files.size(file) <= MAX_ROOT_BYTES) {
                byte[] root = Files.readAllBytes(file);
                if (Verifier.isRoot(root)) {
                    return root;
                }
            }
        } catch (NoSuchFileException e) {
            throw badInput(messages().say("cli.missing", file));
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot read " + file, e, file);
        }
        throw badInput(messages().say("cli.bad_root", file));
    }
}
