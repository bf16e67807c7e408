package jp.quickcare.launcher.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.fetch.DownloadLimits;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.launch.LaunchFiles;
import jp.quickcare.launcher.register.Registration;
import jp.quickcare.launcher.report.Reports;
import jp.quickcare.launcher.settings.SettingRule;
import jp.quickcare.launcher.settings.Settings;
import jp.quickcare.launcher.settings.SettingsException;
import jp.quickcare.launcher.settings.SettingsFile;
import jp.quickcare.launcher.tls.ServerTrust;

/**
 * One installation with what it was set to.
 *
 * @param home where it lies
 * @param settings what it was set to
 */
public record Installation(Home home, Settings settings) {
    /**
     * Opens the installation in a folder.
     *
     * @throws KeepFailure {@link FailureCode#BAD_INPUT} when there is none, or a setting cannot be used
     */
    public static Installation open(Home home) throws KeepFailure {
        if (!Files.isRegularFile(home.settings())) {
            throw new KeepFailure(FailureCode.BAD_INPUT, "no installation in " + home.folder(), null);
        }
        try {
            Installation installation = new Installation(home, SettingsFile.read(home.settings()));
            installation.trustCertificates();
            return installation;
        } catch (SettingsException e) {
            String detail = home.settings() + ": " + e.getMessage();
            throw new KeepFailure(FailureCode.BAD_INPUT, detail, e, home.settings(), e.key(), e.value(), e.allowed());
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot read " + home.settings(), e, home.settings());
        }
    }

    /**
     * Makes the authorities that are set for servers' certificates count in this process.
     *
     * @throws SettingsException they cannot be read
     */
    public void trustCertificates() throws SettingsException {
        Path file = settings.trustedCertificates()
                .map(path -> home.state().resolve(path))
                .orElse(null);
        try {
            ServerTrust.alsoTrust(file);
        } catch (IOException e) {
            throw new SettingsException(SettingsFile.CERTIFICATES, String.valueOf(file), SettingRule.CERTIFICATES);
        }
    }

    /** What must agree with the installed release outside its folder; the same for every change and recovery. */
    public Registration registration() {
        return Registration.ofSystem(home, settings.shortcuts(), List.of(new LaunchFiles()));
    }

    /** What this installation tells its servers of itself. */
    public Reports reports() {
        String launcher = LauncherRelease.version().toString();
        return new Reports(home, settings, launcher, Clock.systemUTC(), DownloadLimits.standard());
    }

    /** Where files are gathered. */
    Path stagingRoot() {
        return settings.staging().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
    }
}
