package jp.quickcare.benchmarks.delta;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import jp.quickcare.delta.apply.DeltaApplier;
import jp.quickcare.delta.create.DeltaMaker;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.SafePath;
import jp.quickcare.manifest.release.UnsafePathException;

/** The measured process of the subjects that are Java libraries. */
public final class DeltaTool {
    private DeltaTool() {}

    /**
     * Makes or applies deltas.
     *
     * @param arguments {@code create OLD NEW DELTA MADE}, folders; {@code apply OLD LIST-OF-OLD
     *     LIST-OF-NEW DELTA MADE SECONDS}, which writes how long it took; {@code chunk-create OLD NEW OBJECT [known]};
     *     {@code chunk-apply OLD NEW OBJECT MADE}; or {@code jardiff-create|jardiff-apply LIST OUT
     *     MADE} as the script delta-peers has them
     */
    public static void main(String[] arguments) throws Exception {
        List<Path> paths = Stream.of(arguments).skip(1).map(Path::of).toList();
        switch (arguments[0]) {
            case "create" -> create(paths.get(0), paths.get(1), paths.get(2), paths.get(3));
            case "apply" -> apply(paths);
            case "chunk-create" -> ChunkTool.create(paths.get(0), paths.get(1), paths.get(2), paths.size() > 3);
            case "chunk-apply" -> ChunkTool.apply(paths.get(0), paths.get(1), paths.get(2), paths.get(3));
            default -> {
                for (String line : Files.readAllLines(paths.get(0))) {
                    String[] fields = line.split("\t", -1);
                    Path delta = paths.get(1).resolve(fields[0]);
                    Path made = paths.get(2).resolve(fields[0]);
                    jarDiff(arguments[0].equals("jardiff-create"), fields[1], fields[2], delta, made);
                }
            }
        }
    }

    private static void create(Path old, Path fresh, Path delta, Path temporary) throws IOException {
        DeltaMaker.make(old, files(old), fresh, files(fresh), delta, temporary);
    }

    private static void apply(List<Path> paths) throws Exception {
        List<ReleaseFile> old = FileLists.read(paths.get(1));
        List<ReleaseFile> fresh = FileLists.read(paths.get(2));
        long begin = System.nanoTime();
        DeltaApplier.apply(paths.get(3), paths.get(0), old, fresh, paths.get(4));
        Files.writeString(paths.get(5), "" + (System.nanoTime() - begin) / 1e9);
    }

    /** The files of a folder as a manifest lists them. */
    public static List<ReleaseFile> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> file(folder, path))
                    .toList();
        }
    }

    private static ReleaseFile file(Path folder, Path path) {
        try {
            return new ReleaseFile(
                    SafePath.of(folder.relativize(path).toString()),
                    Files.size(path),
                    Sha256.of(Files.readAllBytes(path)),
                    false,
                    OptionalLong.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnsafePathException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Getdown's own classes do it; they are on the class path of this process alone. */
    private static void jarDiff(boolean create, String old, String fresh, Path delta, Path made) throws Exception {
        if (create) {
            try (OutputStream out = Files.newOutputStream(delta)) {
                Class.forName("com.threerings.getdown.tools.JarDiff")
                        .getMethod("createPatch", String.class, String.class, OutputStream.class, boolean.class)
                        .invoke(null, old, fresh, out, true);
            }
            return;
        }
        Class<?> observer = Class.forName("com.threerings.getdown.util.ProgressObserver");
        Class<?> patcher = Class.forName("com.threerings.getdown.tools.JarDiffPatcher");
        Object silent = Proxy.newProxyInstance(
                observer.getClassLoader(), new Class<?>[] {observer}, (proxy, method, values) -> null);
        patcher.getMethod("patchJar", String.class, String.class, java.io.File.class, observer)
                .invoke(patcher.getConstructor().newInstance(), old, delta.toString(), made.toFile(), silent);
    }
}
