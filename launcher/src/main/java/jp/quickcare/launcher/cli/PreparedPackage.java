package jp.quickcare.launcher.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.settings.SettingsFile;

/**
 * A package with everything inside that an installation has to know (SPEC A31): beside the launcher's own files a file
 * of settings and the two trusted roots.
 *
 * @param folder of the package
 * @param settings as {@link SettingsFile} has them
 * @param home where it is installed when nothing else is said
 */
record PreparedPackage(Path folder, Properties settings, Optional<String> home) {
    /** Its settings, in the package's folder. */
    static final String SETTINGS = "install.properties";

    /** The vendor's root. */
    static final String RELEASE_ROOT = "vendor-root.json";

    /** The site's root. */
    static final String SITE_ROOT = "site-root.json";

    /** Authorities for servers' certificates, in PEM. */
    static final String CERTIFICATES = FirstInstall.CERTIFICATES;

    /** The one key that an installation's settings do not have. */
    static final String HOME = "home";

    /** The one that this launcher runs from; empty where that has no such settings. */
    static Optional<PreparedPackage> own() throws KeepFailure {
        Optional<Path> folder = OwnPackage.folder().filter(own -> Files.isRegularFile(own.resolve(SETTINGS)));
        return folder.isEmpty() ? Optional.empty() : Optional.of(read(folder.get()));
    }

    private static PreparedPackage read(Path folder) throws KeepFailure {
        Path file = folder.resolve(SETTINGS);
        Properties settings = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            settings.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot read " + file, e, file);
        }
        Object home = settings.remove(HOME);
        return new PreparedPackage(folder, settings, Optional.ofNullable((String) home));
    }

    Path releaseRoot() {
        return folder.resolve(RELEASE_ROOT);
    }

    Path siteRoot() {
        return folder.resolve(SITE_ROOT);
    }

    /** Authorities for servers' certificates; empty where it has none of its own. */
    Optional<Path> certificates() {
        return Optional.of(folder.resolve(CERTIFICATES)).filter(Files::isRegularFile);
    }

    /** Where it goes on this PC: each application and channel in a folder of its own. */
    Path homeHere() throws KeepFailure {
        String text = home.orElseGet(this::standardHome);
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new KeepFailure(FailureCode.DISK, "no path here: " + text, e, text);
        }
    }

    private String standardHome() {
        String name = settings.getProperty(SettingsFile.APP, "") + "-"
                + settings.getProperty(SettingsFile.CHANNEL, "").toLowerCase(Locale.ROOT);
        String programs = System.getenv("ProgramFiles");
        return (programs == null ? "/opt" : programs) + "/" + name;
    }
}
