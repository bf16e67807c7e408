package jp.quickcare.launcher.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.log.Logs;
import jp.quickcare.launcher.settings.Settings;
import jp.quickcare.launcher.settings.SettingsFile;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.update.Maintenance.Wish;
import jp.quickcare.launcher.verify.CheckAhead;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Installs the launcher and, through it, the application (SPEC A31). Run again after a failure, it goes on. What a
 * prepared package says need not be said again.
 */
@Command(name = "install")
final class InstallCommand extends CommandBase {
    @Mixin
    private final InstallOptions options = new InstallOptions();

    @Option(names = "--start", descriptionKey = "cli.start_after")
    private boolean start;

    @Override
    boolean takes(String option) {
        start |= option.equals("--start");
        return option.equals("--start") || options.takes(option) || super.takes(option);
    }

    @Override
    boolean takes(String option, String value) {
        return options.takes(option, value) || super.takes(option, value);
    }

    @Override
    boolean mayRepeat(String option) {
        return option.equals("--server");
    }

    @Override
    boolean isForInstalled() {
        return false;
    }

    @Override
    int run() throws UpdateFailure {
        Home home = home();
        requireUsable(home);
        Optional<PreparedPackage> prepared = PreparedPackage.own();
        Properties said = options.over(prepared.map(PreparedPackage::settings).orElseGet(Properties::new));
        Path releaseRoot =
                options.releaseRoot(prepared.map(PreparedPackage::releaseRoot).orElse(null));
        Path siteRoot = options.siteRoot(prepared.map(PreparedPackage::siteRoot).orElse(null));
        InstallOptions.requireSaid(said, releaseRoot, siteRoot, messages());
        said.putIfAbsent(SettingsFile.PLATFORM, thisPlatform());
        Path certificates = options.certificates(
                prepared.flatMap(PreparedPackage::certificates).orElse(null));
        if (certificates != null) {
            InstallOptions.trust(certificates, messages());
            said.setProperty(SettingsFile.CERTIFICATES, FirstInstall.CERTIFICATES);
        }
        Settings settings = InstallOptions.settings(said, messages());
        byte[] vendor = InstallOptions.root(Objects.requireNonNull(releaseRoot), messages());
        byte[] site = InstallOptions.root(Objects.requireNonNull(siteRoot), messages());
        FirstInstall.finishUninstall(home, settings);
        boolean fresh = FirstInstall.isFresh(home, settings, messages());
        CheckAhead check = new FirstInstall(home, settings, vendor, site)
                .withCertificates(certificates)
                .prepare();
        Logs.open(home);
        try {
            return new MaintenanceRun(this, home, false)
                    .startingThen(start)
                    .goingBy(check)
                    .run(Wish.UPDATE);
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

    private static String thisPlatform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String name = system.startsWith("windows") ? "win" : system.startsWith("mac") ? "mac" : "linux";
        return name + "-" + (machine.equals("amd64") || machine.equals("x86_64") ? "x64" : machine);
    }
}
