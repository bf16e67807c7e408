package jp.quickcare.launcher.update;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import jp.quickcare.manifest.release.LauncherVersion;

/** Which version of the launcher this is. */
public final class LauncherRelease {
    private LauncherRelease() {}

    /** The version that the build gave it. */
    public static LauncherVersion version() {
        Properties properties = new Properties();
        try (InputStream in = LauncherRelease.class.getResourceAsStream("launcher.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return LauncherVersion.of(properties.getProperty("version", ""));
    }
}
