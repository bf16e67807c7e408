package jp.quickcare.delta.chunk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
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
    static final int MAGIC = 'Q' | 'C' << 8 | 'C' << 16 | ChunkLimits.VERSION << 24;
    /** How many bytes tell {@link #lengthBytes}. */
    public static final int START_LENGTH = 8;

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

    ChunkIndex(List<FileUnits> files, long[] hashes, int[] first, long[] packedAt, Map<Integer, List<Packed>> others) {
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
        return IndexReader.read(bytes, release, packedBytes);
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
