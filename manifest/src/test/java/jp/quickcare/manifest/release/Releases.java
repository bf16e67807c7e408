package jp.quickcare.manifest.release;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import jp.quickcare.manifest.digest.Sha256;

/** Small releases for tests. */
final class Releases {
    private Releases() {}

    static ReleaseFile file(String path, String content) {
        try {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            return new ReleaseFile(SafePath.of(path), bytes.length, Sha256.of(bytes), false, OptionalLong.empty());
        } catch (UnsafePathException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static LaunchSpec java(String... classPath) {
        List<SafePath> paths = java.util.Arrays.stream(classPath)
                .map(path -> file(path, "").path())
                .toList();
        return new LaunchSpec.JavaApplication(
                false,
                "jp.example.Main",
                paths,
                List.of("-Xmx64m"),
                List.of(),
                new WellCheck(true, Duration.ofSeconds(30)));
    }

    static ReleaseManifest release(String app, String version, long counter, String platform, ReleaseFile... files) {
        LaunchSpec launch = Ids.isComponent(app)
                ? new LaunchSpec.None()
                : java(files[0].path().toString());
        return new ReleaseManifest(
                app,
                version,
                counter,
                platform,
                LauncherVersion.of("1.0.0"),
                launch,
                List.of(new Shortcut(Map.of("en", "QuickCare", "ja", "クイックケア"), Optional.empty())),
                List.of(files));
    }

    static ReleaseManifest quickcare(String version, long counter) {
        return release("qc", version, counter, "linux-x64", file("app.jar", "app " + version), file("lib/a.jar", "a"));
    }
}
