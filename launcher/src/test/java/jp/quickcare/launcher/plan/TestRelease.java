package jp.quickcare.launcher.plan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import jp.quickcare.launcher.receipt.Inventory;
import jp.quickcare.launcher.receipt.PinnedManifest;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.InvalidReleaseException;
import jp.quickcare.manifest.release.LaunchSpec;
import jp.quickcare.manifest.release.LauncherVersion;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.SafePath;
import jp.quickcare.manifest.release.Shortcut;
import jp.quickcare.manifest.release.UnsafePathException;
import jp.quickcare.manifest.release.WellCheck;

/** A small release that a test describes by path and content; it vouches for itself. */
public final class TestRelease {
    private static final String RUN = "run.sh";

    private final String version;
    private final Map<String, String> files = new TreeMap<>();

    private TestRelease(String version) {
        this.version = version;
        files.put(RUN, "#!/bin/sh\nexit 0\n");
    }

    /** A release with nothing but an executable {@code run.sh}. Versions are numbers. */
    public static TestRelease version(int version) {
        return new TestRelease(Integer.toString(version));
    }

    /** Adds a file. */
    public TestRelease with(String path, String content) {
        files.put(path, content);
        return this;
    }

    /** What the version store says when it is installed. */
    public String versionText() {
        return version;
    }

    /** Content by path. */
    public Map<String, String> files() {
        return files;
    }

    /** Its manifest. */
    public PinnedManifest pinned() {
        try {
            return PinnedManifest.of(manifest().toBytes());
        } catch (InvalidReleaseException e) {
            throw new IllegalStateException(e);
        }
    }

    private ReleaseManifest manifest() {
        List<ReleaseFile> entries = new ArrayList<>();
        files.forEach((path, content) -> {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            entries.add(new ReleaseFile(
                    path(path), bytes.length, Sha256.of(bytes), path.endsWith(".sh"), OptionalLong.empty()));
        });
        Map<String, String> names = new LinkedHashMap<>();
        names.put("en", "Care " + version);
        names.put("ja", "ケア " + version);
        return new ReleaseManifest(
                "qc",
                version,
                Long.parseLong(version),
                "any",
                LauncherVersion.of("1.0.0"),
                new LaunchSpec.Program(path(RUN), List.of(), new WellCheck(false, Duration.ofSeconds(1))),
                List.of(new Shortcut(names, Optional.empty())),
                entries);
    }

    private static SafePath path(String path) {
        try {
            return SafePath.of(path);
        } catch (UnsafePathException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Plans the way to this release as the planner does for one that is trusted. */
    public UpdatePlan plan(Optional<Receipt> installed, Inventory inventory, boolean full) {
        return Planner.plan(pinned(), installed, inventory, full);
    }

    /** Brings objects as a download does. */
    public void bring(Collection<ReleaseFile> wanted, Path objects) throws IOException {
        for (ReleaseFile file : wanted) {
            Files.writeString(
                    objects.resolve(file.sha256().hex()), files.get(file.path().toString()));
        }
    }
}
