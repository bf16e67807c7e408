package jp.quickcare.delta.chunk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import jp.quickcare.delta.chunk.FileUnits.Form;

/** Writes what {@link IndexReader} reads. */
final class IndexWriter {
    private IndexWriter() {}

    /** A coding behind an old unit. */
    record Other(int unit, long behind, int length) {}

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
        all.writeBytes(ByteBuffer.allocate(ChunkIndex.START_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(ChunkIndex.MAGIC)
                .putInt(packed.length)
                .array());
        all.writeBytes(packed);
        return all.toByteArray();
    }

    private static void writeLong(ByteArrayOutputStream to, long value) {
        to.writeBytes(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
    }
}
