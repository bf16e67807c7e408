package jp.quickcare.manifest.release;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.StrictJson;

/**
 * One release of one application for one platform: every file of it, and how it is started. Whoever holds one knows
 * that its paths are safe, its class path names only its own files and its numbers are within bounds.
 *
 * @param app which application
 * @param version its name for people; it orders nothing
 * @param counter orders the releases of an application, 1 or more
 * @param platform {@code linux-x64}, {@code win-x64}, {@code any}
 * @param minLauncher the oldest launcher that can install it
 * @param shortcuts at most 16
 * @param files sorted by path, 1 to {@link #MAX_FILES}
 * @param deltas from older releases to this one, at most {@link ReleaseDelta#MAX_DELTAS}, one from each
 * @param chunks of this release, where it has some
 */
public record ReleaseManifest(
        String app,
        String version,
        long counter,
        String platform,
        LauncherVersion minLauncher,
        LaunchSpec launch,
        List<Shortcut> shortcuts,
        List<ReleaseFile> files,
        List<ReleaseDelta> deltas,
        Optional<ReleaseChunks> chunks) {
    /** How many files a release may have. */
    public static final int MAX_FILES = 200_000;

    /** How long a manifest may be, in bytes. */
    public static final long MAX_BYTES = 64L << 20;

    private static final int MAX_SHORTCUTS = 16;

    /** Checks each rule that involves more than one part; {@link IllegalArgumentException} names the one broken. */
    public ReleaseManifest {
        Ids.targetPath(app, version, platform);
        if (counter < 1) {
            throw new IllegalArgumentException("counter " + counter);
        }
        shortcuts = List.copyOf(shortcuts);
        if (shortcuts.size() > MAX_SHORTCUTS) {
            throw new IllegalArgumentException(shortcuts.size() + " shortcuts");
        }
        if (files.isEmpty() || files.size() > MAX_FILES) {
            throw new IllegalArgumentException(files.size() + " files");
        }
        files = files.stream()
                .sorted(java.util.Comparator.comparing(ReleaseFile::path))
                .toList();
        try {
            SafePath.requireNoCollisions(files.stream().map(ReleaseFile::path).toList());
        } catch (UnsafePathException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        requireOneShapeForEachContent(files);
        Set<SafePath> paths = files.stream().map(ReleaseFile::path).collect(Collectors.toSet());
        for (Shortcut shortcut : shortcuts) {
            shortcut.icon().ifPresent(icon -> requireFile(paths, icon, "icon"));
        }
        requireOwnFiles(app, launch, files, paths);
        deltas = List.copyOf(deltas);
        requireDistinct(deltas, chunks, files);
    }

    /** A release without chunks. */
    public ReleaseManifest(
            String app,
            String version,
            long counter,
            String platform,
            LauncherVersion minLauncher,
            LaunchSpec launch,
            List<Shortcut> shortcuts,
            List<ReleaseFile> files,
            List<ReleaseDelta> deltas) {
        this(app, version, counter, platform, minLauncher, launch, shortcuts, files, deltas, Optional.empty());
    }

    /** A release without deltas. */
    public ReleaseManifest(
            String app,
            String version,
            long counter,
            String platform,
            LauncherVersion minLauncher,
            LaunchSpec launch,
            List<Shortcut> shortcuts,
            List<ReleaseFile> files) {
        this(app, version, counter, platform, minLauncher, launch, shortcuts, files, List.of());
    }

    /** The same release with these deltas and no others. */
    public ReleaseManifest withDeltas(List<ReleaseDelta> wanted) {
        return new ReleaseManifest(
                app, version, counter, platform, minLauncher, launch, shortcuts, files, wanted, chunks);
    }

    /** The same release with these chunks, or without. */
    public ReleaseManifest withChunks(Optional<ReleaseChunks> wanted) {
        return new ReleaseManifest(
                app, version, counter, platform, minLauncher, launch, shortcuts, files, deltas, wanted);
    }

    /** Its deltas and its chunks. */
    public List<SavingObject> savingObjects() {
        List<SavingObject> all = new ArrayList<>();
        for (ReleaseDelta delta : deltas) {
            all.add(new SavingObject("delta from " + delta.from(), delta.lengthBytes(), delta.sha256()));
        }
        chunks.ifPresent(one -> all.add(new SavingObject("chunks", one.lengthBytes(), one.sha256())));
        return List.copyOf(all);
    }

    private static void requireDistinct(
            List<ReleaseDelta> deltas, Optional<ReleaseChunks> chunks, List<ReleaseFile> files) {
        if (deltas.size() > ReleaseDelta.MAX_DELTAS) {
            throw new IllegalArgumentException(deltas.size() + " deltas");
        }
        Set<Sha256> froms = new HashSet<>();
        Set<Sha256> contents = files.stream().map(ReleaseFile::sha256).collect(Collectors.toSet());
        for (ReleaseDelta delta : deltas) {
            // An object has one length and one stored form, whatever it is used for.
            if (!froms.add(delta.from()) || !contents.add(delta.sha256())) {
                throw new IllegalArgumentException("two deltas for one way, or two lengths for one content");
            }
        }
        if (chunks.isPresent() && !contents.add(chunks.get().sha256())) {
            throw new IllegalArgumentException("chunks that are another content too");
        }
    }

    private static void requireOneShapeForEachContent(List<ReleaseFile> files) {
        record Shape(long lengthBytes, OptionalLong zstLengthBytes) {}
        Map<Sha256, Shape> shapes = new HashMap<>();
        for (ReleaseFile file : files) {
            Shape shape = new Shape(file.lengthBytes(), file.zstLengthBytes());
            Shape before = shapes.putIfAbsent(file.sha256(), shape);
            if (before != null && !before.equals(shape)) {
                throw new IllegalArgumentException("two lengths for one content, at " + file.path());
            }
        }
    }

    private static void requireOwnFiles(String app, LaunchSpec launch, List<ReleaseFile> files, Set<SafePath> paths) {
        if (Ids.isComponent(app) != launch instanceof LaunchSpec.None) {
            throw new IllegalArgumentException(
                    "launch kind none is for the launcher and the runtime, and only for them");
        }
        if (launch instanceof LaunchSpec.JavaApplication java) {
            java.classPath().forEach(entry -> requireFile(paths, entry, "class path entry"));
        } else if (launch instanceof LaunchSpec.Program program) {
            requireFile(paths, program.command(), "command");
        } else if (app.equals(Ids.RUNTIME)) {
            requireJava(files);
        } else {
            for (ReleaseFile file : files) {
                String path = file.path().toString();
                if (path.contains("/") || !path.endsWith(".jar")) {
                    throw new IllegalArgumentException("a launcher is jars in one folder, not " + path);
                }
            }
        }
    }

    private static void requireJava(List<ReleaseFile> files) {
        List<String> paths = files.stream().map(file -> file.path().toString()).toList();
        if (!paths.contains("release") || !(paths.contains("bin/java") || paths.contains("bin/java.exe"))) {
            throw new IllegalArgumentException("a runtime has the files release and bin/java, or bin/java.exe");
        }
    }

    private static void requireFile(Set<SafePath> paths, SafePath path, String what) {
        if (!paths.contains(path)) {
            throw new IllegalArgumentException(what + " " + path + " is no file of the release");
        }
    }

    /**
     * Reads a manifest as it was signed. Members it does not know are skipped, so that a later format may add some.
     *
     * @throws InvalidReleaseException for anything that breaks a rule
     */
    public static ReleaseManifest parse(byte[] bytes) throws InvalidReleaseException {
        if (bytes.length > MAX_BYTES) {
            throw new InvalidReleaseException("a release manifest of " + bytes.length + " bytes");
        }
        try {
            return ReleaseJson.read(StrictJson.parseObject(bytes));
        } catch (JsonException | UnsafePathException | IllegalArgumentException e) {
            throw new InvalidReleaseException("release manifest: " + e.getMessage(), e);
        }
    }

    /** The one form in bytes that this manifest has: canonical JSON. */
    public byte[] toBytes() {
        return ReleaseJson.write(this);
    }

    /** Where this release is listed in both repositories. */
    public String targetPath() {
        return Ids.targetPath(app, version, platform);
    }

    /** The sum of the lengths of all files, at least 0. */
    public long totalBytes() {
        return files.stream().mapToLong(ReleaseFile::lengthBytes).reduce(0, Math::addExact);
    }
}
