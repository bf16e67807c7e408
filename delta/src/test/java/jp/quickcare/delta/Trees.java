package jp.quickcare.delta;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import jp.quickcare.delta.apply.DeltaApplier;
import jp.quickcare.delta.create.DeltaMaker;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.SafePath;
import jp.quickcare.manifest.release.UnsafePathException;

/** Two releases in folders, and what a delta between them comes to. */
public final class Trees {
    private final Path root;
    private final Map<String, byte[]> old = new TreeMap<>();
    private final Map<String, byte[]> fresh = new TreeMap<>();

    public Trees(Path root) {
        this.root = root;
    }

    public Trees old(String path, byte[] content) {
        old.put(path, content);
        return this;
    }

    public Trees fresh(String path, byte[] content) {
        fresh.put(path, content);
        return this;
    }

    /** Makes the delta; returns it. */
    public byte[] delta() throws IOException {
        Path delta = root.resolve("delta");
        DeltaMaker.make(write("old", old), files(old), write("new", fresh), files(fresh), delta, folder("temporary"));
        return Files.readAllBytes(delta);
    }

    /** Applies a delta in an empty folder; returns that. */
    public Path apply(byte[] delta) throws IOException, DamagedDeltaException {
        Path file = Files.write(root.resolve("applied"), delta);
        Path made = Files.createTempDirectory(root, "made");
        DeltaApplier.apply(file, write("old", old), files(old), files(fresh), made);
        return made;
    }

    /** Makes a delta and applies it; returns how long it is, once every changed file came out the same. */
    public int roundTrip() throws IOException, DamagedDeltaException {
        byte[] delta = delta();
        Path made = apply(delta);
        Set<String> expected = new HashSet<>();
        for (byte[] content : fresh.values()) {
            if (old.values().stream().noneMatch(other -> java.util.Arrays.equals(other, content))) {
                expected.add(Sha256.of(content).hex());
            }
        }
        try (var files = Files.list(made)) {
            Set<String> there = new HashSet<>();
            for (Path file : files.toList()) {
                there.add(file.getFileName().toString());
                if (!Sha256.of(Files.readAllBytes(file))
                        .hex()
                        .equals(file.getFileName().toString())) {
                    throw new AssertionError(file + " has another digest");
                }
            }
            if (!there.equals(expected)) {
                throw new AssertionError("made " + there + ", not " + expected);
            }
        }
        return delta.length;
    }

    public List<ReleaseFile> freshFiles() {
        return files(fresh);
    }

    private Path write(String name, Map<String, byte[]> files) throws IOException {
        Path folder = folder(name);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return folder;
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    private static List<ReleaseFile> files(Map<String, byte[]> tree) {
        List<ReleaseFile> files = new ArrayList<>();
        tree.forEach((path, content) -> {
            try {
                files.add(new ReleaseFile(
                        SafePath.of(path), content.length, Sha256.of(content), false, OptionalLong.empty()));
            } catch (UnsafePathException e) {
                throw new AssertionError(e);
            }
        });
        return files;
    }
}
