package jp.quickcare.delta.chunk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;
import jp.quickcare.delta.chunk.IndexWriter.Other;
import jp.quickcare.delta.deflate.RecipeFinder;
import jp.quickcare.delta.format.NoDeltaException;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;

/** Makes the chunks of a release: an index, and behind it the bytes of each unit. The same releases give the same. */
public final class ChunkMaker {
    private static final int THREADS = 2;
    private static final int WAITING = 6;
    /** So many old units may stand for one of the new release, each with a coding of its own. */
    private static final int MAX_OLD_UNITS = 3;

    private final CutRelease release;
    private final List<FileUnits> files = new ArrayList<>();
    private final List<Long> hashes = new ArrayList<>();
    private final Map<Long, Integer> numbers = new HashMap<>();
    private final RecipeFinder finder = new RecipeFinder();

    private ChunkMaker(CutRelease release) throws IOException {
        this.release = release;
        for (int i = 0; i < release.contents().size(); i++) {
            List<Unit> units = release.units(i);
            int headers = (int) units.stream()
                    .filter(unit -> unit.kind() == UnitKind.HEADERS)
                    .count();
            files.add(new FileUnits(release.form(i), headers, hashes.size(), units.size()));
            units.forEach(unit -> hashes.add(unit.hash()));
        }
        if (hashes.size() > ChunkLimits.MAX_UNITS) {
            throw new NoDeltaException("a release of too many chunks: " + hashes.size());
        }
    }

    /**
     * What was made.
     *
     * @param indexBytes of the object, from its beginning, are the index
     * @param index digest of those
     */
    public record Made(int indexBytes, Sha256 index) {}

    /**
     * Makes them.
     *
     * @param places where the release's files lie
     * @param leftOut files that every PC has
     * @param older releases whose PCs are to bring less than they otherwise would, the likeliest first
     * @param object to write
     * @throws NoDeltaException the release is such that there can be none
     */
    public static Made make(
            Function<ReleaseFile, Path> places,
            List<ReleaseFile> files,
            Predicate<Sha256> leftOut,
            List<Older> older,
            Path object)
            throws IOException {
        Path packed = object.resolveSibling(object.getFileName() + ".packed");
        try (CutRelease release = CutRelease.fresh(places, files, leftOut)) {
            ChunkMaker maker = new ChunkMaker(release);
            byte[] index;
            try (OutputStream out = Files.newOutputStream(packed);
                    Line line = new Line(out)) {
                index = maker.pack(older, line);
            }
            if (index.length > ChunkLimits.MAX_INDEX_BYTES) {
                throw new NoDeltaException("an index of chunks that is too long");
            }
            try (OutputStream out = Files.newOutputStream(object)) {
                out.write(index);
                Files.copy(packed, out);
            }
            return new Made(index.length, Sha256.of(index));
        } finally {
            Files.deleteIfExists(packed);
        }
    }

    private byte[] pack(List<Older> older, Line line) throws IOException {
        packAlone(line);
        List<Integer> lengths = line.finish();
        int[] alone = new int[hashes.size()];
        int different = 0;
        for (int i = 0; i < alone.length; i++) {
            alone[i] = Objects.equals(numbers.get(hashes.get(i)), i) ? lengths.get(different++) : 0;
        }
        List<Other> others = new ArrayList<>();
        Map<Integer, Set<Long>> behind = new HashMap<>();
        for (Older one : older) {
            try (CutRelease old = CutRelease.old(one)) {
                packBehind(old, alone, behind, line, others);
            }
        }
        return IndexWriter.write(files, hashes, lengths, others);
    }

    /** Each unit behind what comes before it in the release. */
    private void packAlone(Line line) throws IOException {
        byte[] window = new byte[0];
        for (int i = 0; i < files.size(); i++) {
            CutFile file = release.file(i);
            int number = files.get(i).from();
            for (Unit unit : release.units(i)) {
                if (numbers.putIfAbsent(unit.hash(), number++) == null) {
                    byte[] body = Body.of(file, unit, finder);
                    byte[] preset = window;
                    line.add(() -> Coding.pack(body, preset));
                    window = joined(window, file.text(unit));
                }
            }
        }
    }

    static byte[] joined(byte[] window, byte[] text) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(window);
        both.writeBytes(text);
        return Coding.end(both.toByteArray(), ChunkLimits.WINDOW_BYTES);
    }

    /** Units that changed behind what they were in an older release, where that makes them much smaller. */
    private void packBehind(CutRelease old, int[] alone, Map<Integer, Set<Long>> behind, Line line, List<Other> others)
            throws IOException {
        Counterparts counterparts = new Counterparts(old);
        List<Other> tried = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            CutFile file = release.file(i);
            List<Unit> units = release.units(i);
            List<Optional<Counterparts.Found>> found =
                    counterparts.of(release.contents().get(i), file, units);
            for (int u = 0; u < units.size(); u++) {
                int number = files.get(i).from() + u;
                Unit unit = units.get(u);
                if (found.get(u).isEmpty() || !Objects.equals(numbers.get(unit.hash()), number)) {
                    continue;
                }
                Unit before = found.get(u).get().unit();
                Set<Long> known = behind.computeIfAbsent(number, key -> new HashSet<>());
                if (known.size() < MAX_OLD_UNITS && known.add(before.hash())) {
                    byte[] body = Body.of(file, unit, finder);
                    byte[] preset =
                            Coding.end(old.file(found.get(u).get().file()).text(before), ChunkLimits.MAX_OLD_BYTES);
                    int most = alone[number] - alone[number] / 4;
                    tried.add(new Other(number, before.hash(), 0));
                    line.add(() -> shorter(Coding.pack(body, preset), most));
                }
            }
        }
        List<Integer> lengths = line.finish();
        for (int i = 0; i < tried.size(); i++) {
            if (lengths.get(i) > 0) {
                others.add(new Other(tried.get(i).unit(), tried.get(i).behind(), lengths.get(i)));
            }
        }
    }

    private static byte[] shorter(byte[] packed, int most) {
        return packed.length <= most ? packed : new byte[0];
    }

    /** Packs on several threads and writes in order. */
    static final class Line implements AutoCloseable {
        private final OutputStream out;
        private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        private final Deque<Future<byte[]>> waiting = new ArrayDeque<>();
        private List<Integer> lengths = new ArrayList<>();

        Line(OutputStream out) {
            this.out = out;
        }

        void add(Callable<byte[]> packing) throws IOException {
            waiting.add(threads.submit(packing));
            if (waiting.size() > WAITING) {
                writeFirst();
            }
        }

        List<Integer> finish() throws IOException {
            while (!waiting.isEmpty()) {
                writeFirst();
            }
            List<Integer> done = lengths;
            lengths = new ArrayList<>();
            return done;
        }

        private void writeFirst() throws IOException {
            try {
                byte[] packed = waiting.remove().get();
                out.write(packed);
                lengths.add(packed.length);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while chunks were packed", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw new IOException("a chunk could not be packed", e.getCause());
            }
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }
}
