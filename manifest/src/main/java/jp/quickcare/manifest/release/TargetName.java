package jp.quickcare.manifest.release;

/**
 * The parts of a release's target path, {@code app/version/platform.json}.
 *
 * @param app which application
 * @param version its name for people
 * @param platform what it runs on
 */
public record TargetName(String app, String version, String platform) {
    private static final String SUFFIX = ".json";

    /** Checks each part; {@link IllegalArgumentException} names the one that is wrong. */
    public TargetName {
        Ids.targetPath(app, version, platform);
    }

    /** Reads a target path. @throws IllegalArgumentException where it is of another form */
    public static TargetName of(String targetPath) {
        String[] parts = targetPath.split("/", -1);
        if (parts.length != 3 || !parts[2].endsWith(SUFFIX)) {
            throw new IllegalArgumentException("target path \"" + Text.visible(targetPath, 80) + "\"");
        }
        return new TargetName(parts[0], parts[1], parts[2].substring(0, parts[2].length() - SUFFIX.length()));
    }

    /** The target path. */
    @Override
    public String toString() {
        return Ids.targetPath(app, version, platform);
    }
}
