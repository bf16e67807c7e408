package jp.quickcare.launcher.update;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import jp.quickcare.manifest.release.LauncherVersion;

/** Which version of the launcher this is. */
public final class LauncherRelease {
    private LauncherRelease() {}

    /**
     * The version that the build gave it: that of its jar's manifest, which Java has at hand; a file beside the class, for
     * which it opens every jar before this one, says the same where the classes are in no jar.
     */
    public static LauncherVersion version() {
        String ofJar = LauncherRelease.class.getPackage().getImplementationVersion();
        return LauncherVersion.of(ofJar != null ? ofJar : besideTheClass());
    }

    private static String besideTheClass() {
        Properties properties = new Properties();
        try (InputStream in = LauncherRelease.class.getResourceAsStream("launcher.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "");
    }
}
