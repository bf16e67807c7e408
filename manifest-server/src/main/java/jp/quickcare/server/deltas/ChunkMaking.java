package jp.quickcare.server.deltas;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import jp.quickcare.delta.chunk.ChunkIndex;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseChunks;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.progress.Progress;
import jp.quickcare.server.repository.ObjectStore;

/**
 * Makes the chunks of a release that is being published, in a process of their own: for PCs that have none of the
 * releases from which there is a delta, or are damaged. The same releases always give the same chunks.
 */
final class ChunkMaking {
    /** Older releases that are looked at: a file that all of them have is not in the chunks. */
    static final int MOST_OLDER = 8;

    /** So many of those that no delta begins with are known by their chunks. */
    private static final int KNOWN_WITHOUT_DELTA = 3;

    private static final long WORTH_IT_BYTES = 64 * 1024;
    private static final int BESIDE_HEAP_MEGABYTES = 100;

    private final Path folder;
    private final DeltaOrder order;
    private final Progress progress;

    ChunkMaking(Path folder, DeltaOrder order, Progress progress) {
        this.folder = folder;
        this.order = order;
        this.progress = progress;
    }

    /** @param before the releases before it, newest first; a release without has no chunks, for no PC needs them */
    MadeDeltas make(MadeDeltas made, ReleaseManifest draft, List<DeltaMaking.Older> before, ObjectStore objects)
            throws ServerFailure, IOException {
        Set<Sha256> leftOut = common(before);
        long includedBytes = draft.files().stream()
                .filter(file -> !leftOut.contains(file.sha256()))
                .mapToLong(ReleaseFile::lengthBytes)
                .sum();
        if (before.isEmpty() || includedBytes < WORTH_IT_BYTES) {
            return made;
        }
        DeltaWork work = DeltaWork.open(folder, draft);
        Sha256 key = Sha256.of(draft.toBytes());
        if (work.finished(key).isEmpty()) {
            progress.begin(Sentence.of("progress.chunks"), includedBytes);
            work.unpack(draft.files(), objects);
            for (DeltaMaking.Older older : known(before)) {
                work.unpack(older.manifest().files(), objects);
            }
            DeltaJob.Made ended = run(work, key, leftOut, before);
            if (ended.code() != 0) {
                return made.with(Optional.empty(), List.of(whyNot(ended)));
            }
            work.finish(key);
            progress.add(includedBytes);
        }
        return take(made, work.finished(key).orElseThrow(), objects);
    }

    /** Those whose changed pieces are packed behind what they were: first those that no delta begins with. */
    private List<DeltaMaking.Older> known(List<DeltaMaking.Older> before) {
        List<DeltaMaking.Older> known = new ArrayList<>(before.stream()
                .skip(order.releases())
                .limit(KNOWN_WITHOUT_DELTA)
                .toList());
        before.stream().limit(Math.min(1, order.releases())).forEach(known::add);
        return known;
    }

    /** What each of them has. */
    private static Set<Sha256> common(List<DeltaMaking.Older> before) {
        Set<Sha256> common = new TreeSet<>(Comparator.comparing(Sha256::hex));
        for (int i = 0; i < before.size(); i++) {
            List<Sha256> contents = before.get(i).manifest().files().stream()
                    .map(ReleaseFile::sha256)
                    .toList();
            if (i == 0) {
                common.addAll(contents);
            } else {
                common.retainAll(new HashSet<>(contents));
            }
        }
        return common;
    }

    private DeltaJob.Made run(DeltaWork work, Sha256 key, Set<Sha256> leftOut, List<DeltaMaking.Older> before)
            throws IOException {
        Path temporary = work.temporary(key);
        Path list = temporary.resolve("left-out");
        Files.write(list, leftOut.stream().map(Sha256::hex).toList());
        int heap = Math.max(order.memoryMegabytes() - BESIDE_HEAP_MEGABYTES, BESIDE_HEAP_MEGABYTES);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                ChunkProcess.class.getName(),
                work.contents().toString(),
                work.draft().toString(),
                list.toString(),
                work.unfinished(key).toString()));
        known(before).forEach(older -> command.add(older.file().toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = process.errorReader()) {
            String said = lines.lines().reduce("", (earlier, line) -> line);
            return new DeltaJob.Made(process.waitFor(), said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while chunks were made", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private Sentence whyNot(DeltaJob.Made why) throws ServerFailure {
        return switch (why.code()) {
            case DeltaProcess.NONE -> Sentence.of("publish.chunks-none", why.reason());
            case DeltaProcess.NO_MEMORY -> Sentence.of("publish.chunks-memory", order.memoryMegabytes());
            default ->
                throw new ServerFailure(
                        FailureCode.DISK, Sentence.of("publish.chunks-failed", why.code(), why.reason()));
        };
    }

    private static MadeDeltas take(MadeDeltas made, Path finished, ObjectStore objects) throws IOException {
        byte[] index;
        try (InputStream in = Files.newInputStream(finished)) {
            byte[] beginning = in.readNBytes(ChunkIndex.START_LENGTH);
            int left = (int) ChunkIndex.lengthBytes(beginning) - beginning.length;
            index = new java.io.SequenceInputStream(
                            new ByteArrayInputStream(beginning), new ByteArrayInputStream(in.readNBytes(left)))
                    .readAllBytes();
        }
        ReleaseChunks chunks =
                new ReleaseChunks(Files.size(finished), DeltaMaking.digest(finished), index.length, Sha256.of(index));
        objects.addAsItIs(finished, chunks.sha256());
        return made.with(
                Optional.of(chunks), List.of(Sentence.of("publish.chunks", chunks.lengthBytes(), chunks.indexBytes())));
    }
}
