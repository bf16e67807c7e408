package jp.quickcare.delta.chunk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.quickcare.delta.chunk.FileUnits.Form;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.delta.plan.ChangedFiles;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;

/** Which units a release consists of, and where in the object the bytes of each are. */
public final class ChunkIndex {
    private static final int MAGIC = 'Q' | 'C' << 8 | 'C' << 16 | ChunkLimits.VERSION << 24;
    /** How many bytes tell {@link #lengthBytes}. */
    public static final int START_LENGTH = 8;

    private static final int MAX_PACKED_BYTES = ChunkLimits.MAX_UNIT_BYTES + (1 << 20);

    /**
     * A way to have the bytes of a unit.
     *
     * @param behind hash of the old unit that it lies behind; 0 where it is the release before the unit
     * @param at where it begins, counted from the end of the index
     * @param length in bytes
     */
    record Packed(long behind, long at, int length) {}

    private final List<FileUnits> files;
    private final long[] hashes;
    /** Of each unit, the number of the first one with its hash. */
    private final int[] first;

    /** Of each unit, where its first coding begins; the last is where they end. Nothing is packed of a repeated one. */
    private final long[] packedAt;

    private final Map<Integer, List<Packed>> others;

    private ChunkIndex(
            List<FileUnits> files, long[] hashes, int[] first, long[] packedAt, Map<Integer, List<Packed>> others) {
        this.files = files;
        this.hashes = hashes;
        this.first = first;
        this.packedAt = packedAt;
        this.others = others;
    }

    /** The files of a release as an index numbers them: by path, each content once. */
    static List<ReleaseFile> contents(List<ReleaseFile> files) {
        return ChangedFiles.of(List.of(), files);
    }

    private static int[] first(long[] hashes) {
        HashNumbers seen = new HashNumbers(hashes.length);
        int[] first = new int[hashes.length];
        for (int i = 0; i < hashes.length; i++) {
            first[i] = seen.putIfAbsent(hashes[i], i);
        }
        return first;
    }

    /**
     * Reads an index.
     *
     * @param bytes whose digest was verified
     * @param release the files of the release, as its manifest says
     * @param packedBytes how many bytes follow the index in the object
     * @throws DamagedDeltaException it is none, or not of this release
     */
    public static ChunkIndex read(byte[] bytes, List<ReleaseFile> release, long packedBytes)
            throws DamagedDeltaException {
        if (bytes.length > ChunkLimits.MAX_INDEX_BYTES
                || bytes.length < START_LENGTH
                || lengthBytes(bytes) != bytes.length) {
            throw new DamagedDeltaException("no index of chunks, or one of another version");
        }
        byte[] columns = Coding.unpack(
                Arrays.copyOfRange(bytes, START_LENGTH, bytes.length), new byte[0], ChunkLimits.MAX_COLUMNS_BYTES);
        Varints numbers = new Varints(columns);
        List<FileUnits> files = readFiles(numbers, contents(release));
        int count = files.isEmpty()
                ? 0
                : files.get(files.size() - 1).from()
                        + files.get(files.size() - 1).count();
        if (count > columns.length / Long.BYTES) {
            throw new DamagedDeltaException("chunks that end too early");
        }
        long[] hashes = new long[count];
        for (int i = 0; i < count; i++) {
            hashes[i] = numbers.readLong();
        }
        int[] first = first(hashes);
        long[] packedAt = readLengths(numbers, first);
        Map<Integer, List<Packed>> others = readOthers(numbers, first, packedAt[count], packedBytes);
        if (!numbers.isAtEnd()) {
            throw new DamagedDeltaException("an index with more than its chunks");
        }
        return new ChunkIndex(files, hashes, first, packedAt, others);
    }

    /**
     * How long the index at the beginning of an object is.
     *
     * @param beginning at least {@link #START_LENGTH} bytes
     * @return -1 where there is none
     */
    public static long lengthBytes(byte[] beginning) {
        ByteBuffer buffer = ByteBuffer.wrap(beginning).order(ByteOrder.LITTLE_ENDIAN);
        if (beginning.length < START_LENGTH || buffer.getInt() != MAGIC) {
            return -1;
        }
        return START_LENGTH + (buffer.getInt() & 0xffffffffL);
    }

    private static List<FileUnits> readFiles(Varints numbers, List<ReleaseFile> contents) throws DamagedDeltaException {
        if (numbers.read(Integer.MAX_VALUE) != contents.size()) {
            throw new DamagedDeltaException("an index of another release");
        }
        List<FileUnits> files = new ArrayList<>();
        int from = 0;
        for (ReleaseFile content : contents) {
            Form form = Form.ofCode(numbers.read(2));
            int headers = form == Form.ZIP ? numbers.read(ChunkLimits.MAX_UNITS) : 0;
            int others = form == Form.LEFT_OUT ? 0 : numbers.read(ChunkLimits.MAX_UNITS);
            long count = (long) headers + others;
            // No unit is empty, and those of a zip's headers are of bytes that are mostly in the zip too.
            if (count > ChunkLimits.MAX_UNITS - from || count > content.lengthBytes()) {
                throw new DamagedDeltaException("more chunks than " + content.path() + " can have");
            }
            files.add(new FileUnits(form, headers, from, (int) count));
            from += (int) count;
        }
        return files;
    }

    private static long[] readLengths(Varints numbers, int[] first) throws DamagedDeltaException {
        long[] packedAt = new long[first.length + 1];
        for (int unit = 0; unit < first.length; unit++) {
            int length = first[unit] == unit ? numbers.read(MAX_PACKED_BYTES) : 0;
            packedAt[unit + 1] = packedAt[unit] + length;
        }
        return packedAt;
    }

    private static Map<Integer, List<Packed>> readOthers(Varints numbers, int[] first, long from, long packedBytes)
            throws DamagedDeltaException {
        Map<Integer, List<Packed>> others = new HashMap<>();
        int count = numbers.read(ChunkLimits.MAX_CODINGS);
        long at = from;
        long unit = 0;
        for (int i = 0; i < count; i++) {
            int step = numbers.read(2 * ChunkLimits.MAX_UNITS);
            unit += (step >>> 1) ^ -(step & 1);
            long behind = numbers.readLong();
            int length = numbers.read(MAX_PACKED_BYTES);
            if (unit < 0 || unit >= first.length || first[(int) unit] != unit) {
                throw new DamagedDeltaException("a coding of no chunk");
            }
            others.computeIfAbsent((int) unit, key -> new ArrayList<>(1)).add(new Packed(behind, at, length));
            at += length;
        }
        if (at != packedBytes) {
            throw new DamagedDeltaException("chunks of another length than the object");
        }
        return others;
    }

    /**
     * Writes an index.
     *
     * @param lengths of the first coding of each different unit, in order
     * @param others the other codings, by unit
     */
    static byte[] write(List<FileUnits> files, List<Long> hashes, List<Integer> lengths, List<Other> others)
            throws IOException {
        ByteArrayOutputStream columns = new ByteArrayOutputStream();
        Varints.write(columns, files.size());
        for (FileUnits file : files) {
            Varints.write(columns, file.form().code());
            if (file.zip()) {
                Varints.write(columns, file.headers());
            }
            if (file.form() != Form.LEFT_OUT) {
                Varints.write(columns, (long) file.count() - file.headers());
            }
        }
        hashes.forEach(hash -> writeLong(columns, hash));
        lengths.forEach(length -> Varints.write(columns, length));
        Varints.write(columns, others.size());
        int before = 0;
        for (Other other : others) {
            int step = other.unit() - before;
            Varints.write(columns, ((step << 1) ^ (step >> 31)) & 0xffffffffL);
            before = other.unit();
            writeLong(columns, other.behind());
            Varints.write(columns, other.length());
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] packed = Coding.pack(columns.toByteArray(), new byte[0]);
        all.writeBytes(ByteBuffer.allocate(START_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(MAGIC)
                .putInt(packed.length)
                .array());
        all.writeBytes(packed);
        return all.toByteArray();
    }

    /** A coding behind an old unit. */
    record Other(int unit, long behind, int length) {}

    private static void writeLong(ByteArrayOutputStream to, long value) {
        to.writeBytes(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
    }

    /** Those of some files that can be made of chunks. */
    public List<ReleaseFile> made(List<ReleaseFile> release, List<ReleaseFile> wanted) {
        Set<Sha256> made = new HashSet<>();
        List<ReleaseFile> contents = contents(release);
        for (int i = 0; i < contents.size(); i++) {
            if (files.get(i).form() != Form.LEFT_OUT) {
                made.add(contents.get(i).sha256());
            }
        }
        return wanted.stream().filter(file -> made.contains(file.sha256())).toList();
    }

    List<FileUnits> files() {
        return files;
    }

    int count() {
        return hashes.length;
    }

    long hash(int unit) {
        return hashes[unit];
    }

    /** The unit itself, or the one before that is the same. */
    int first(int unit) {
        return first[unit];
    }

    /** Of what a unit is a stretch. */
    UnitKind kind(int unit) {
        int low = 0;
        int high = files.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (files.get(middle).from() <= unit) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return files.get(low).kind(unit);
    }

    /** The ways to have a unit that is the first of its kind; behind the release before it is the first. */
    List<Packed> packed(int unit) {
        List<Packed> ways = new ArrayList<>();
        ways.add(new Packed(0, packedAt[unit], (int) (packedAt[unit + 1] - packedAt[unit])));
        ways.addAll(others.getOrDefault(unit, List.of()));
        return ways;
    }

    /** Each hash that an old unit may have to be of use. */
    HashNumbers useful() {
        int others = this.others.values().stream().mapToInt(List::size).sum();
        HashNumbers useful = new HashNumbers(hashes.length + others);
        int number = 0;
        for (long hash : hashes) {
            useful.putIfAbsent(hash, number++);
        }
        for (List<Packed> ways : this.others.values()) {
            for (Packed way : ways) {
                useful.putIfAbsent(way.behind(), number++);
            }
        }
        return useful;
    }
}
