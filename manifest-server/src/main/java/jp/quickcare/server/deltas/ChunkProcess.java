package jp.quickcare.server.deltas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import jp.quickcare.delta.chunk.ChunkMaker;
import jp.quickcare.delta.chunk.Older;
import jp.quickcare.manifest.release.InvalidReleaseException;
import jp.quickcare.manifest.release.ReleaseFile;

/** Makes the chunks of a release, in a process of its own: so it cannot take more memory than it is given. */
final class ChunkProcess {
    private ChunkProcess() {}

    /**
     * Ends as {@link DeltaProcess} does.
     *
     * @param arguments folder of contents, new manifest, list of files to leave out, the object to write, old manifests
     */
    public static void main(String[] arguments) {
        DeltaProcess.run(() -> make(Stream.of(arguments).map(Path::of).toList()));
    }

    private static void make(List<Path> paths) throws IOException, InvalidReleaseException {
        Function<ReleaseFile, Path> places =
                file -> paths.get(0).resolve(file.sha256().hex());
        Set<String> leftOut = new HashSet<>(Files.readAllLines(paths.get(2)));
        List<Older> older = new ArrayList<>();
        for (Path manifest : paths.subList(4, paths.size())) {
            older.add(new Older(places, DeltaProcess.files(manifest)));
        }
        ChunkMaker.make(
                places,
                DeltaProcess.files(paths.get(1)),
                sha256 -> leftOut.contains(sha256.hex()),
                older,
                paths.get(3));
    }
}
