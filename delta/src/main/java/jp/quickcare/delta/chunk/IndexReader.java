package jp.quickcare.delta.chunk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.quickcare.delta.chunk.ChunkIndex.Packed;
import jp.quickcare.delta.chunk.FileUnits.Form;
import jp.quickcare.delta.format.DamagedDeltaException;
import jp.quickcare.manifest.release.ReleaseFile;

/** Reads an index that came from somewhere else; each number is looked at before anything is made as large as it says. */
final class IndexReader {
    private static final int MAX_PACKED_BYTES = ChunkLimits.MAX_UNIT_BYTES + (1 << 20);

    private IndexReader() {}

    /** As {@link ChunkIndex#read}. */
    static ChunkIndex read(byte[] bytes, List<ReleaseFile> release, long packedBytes) throws DamagedDeltaException {
        if (bytes.length > ChunkLimits.MAX_INDEX_BYTES
                || bytes.length < ChunkIndex.START_LENGTH
                || ChunkIndex.lengthBytes(bytes) != bytes.length) {
            throw new DamagedDeltaException("no index of chunks, or one of another version");
        }
        byte[] columns = Coding.unpack(
                Arrays.copyOfRange(bytes, ChunkIndex.START_LENGTH, bytes.length),
                new byte[0],
                ChunkLimits.MAX_COLUMNS_BYTES);
        Varints numbers = new Varints(columns);
        List<FileUnits> files = readFiles(numbers, ChunkIndex.contents(release));
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

    private static int[] first(long[] hashes) {
        HashNumbers seen = new HashNumbers(hashes.length);
        int[] first = new int[hashes.length];
        for (int i = 0; i < hashes.length; i++) {
            first[i] = seen.putIfAbsent(hashes[i], i);
        }
        return first;
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
}
