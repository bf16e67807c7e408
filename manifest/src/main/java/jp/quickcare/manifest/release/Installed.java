package jp.quickcare.manifest.release;

import java.util.Optional;
import jp.quickcare.manifest.digest.Sha256;

/**
 * What a PC has of an application, as far as it bears on what it may install next.
 *
 * @param app which application
 * @param platform the PC's own
 * @param release what is installed; empty on a PC that has none
 */
public record Installed(String app, String platform, Optional<InstalledRelease> release) {
    /**
     * An installed release.
     *
     * @param counter its place in the order of releases
     * @param manifestSha256 which bytes it is
     */
    public record InstalledRelease(long counter, Sha256 manifestSha256) {}

    /** Nothing is installed. */
    public static Installed nothing(String app, String platform) {
        return new Installed(app, platform, Optional.empty());
    }

    /** That release is installed. */
    public static Installed release(String app, String platform, long counter, Sha256 manifestSha256) {
        return new Installed(app, platform, Optional.of(new InstalledRelease(counter, manifestSha256)));
    }
}
