package jp.quickcare.delta.plan;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import jp.quickcare.delta.container.Entries;
import jp.quickcare.delta.format.DamagedDeltaException;

/** The content of a deflated old entry, from its beginning on. */
final class Unpacking implements AutoCloseable {
    private final Entries container;
    private final Inflater inflater = new Inflater(true);
    private final byte[] packed = new byte[1 << 14];
    private long packedAt;
    private long packedLeft;

    Unpacking(Entries container, int entry) {
        this.container = container;
        packedAt = container.payloadAt(entry);
        packedLeft = container.payloadLength(entry);
    }

    void skip(long count) throws IOException, DamagedDeltaException {
        byte[] skipped = new byte[(int) Math.min(1 << 14, count)];
        for (long left = count; left > 0; ) {
            int some = (int) Math.min(skipped.length, left);
            read(skipped, 0, some);
            left -= some;
        }
    }

    void read(byte[] to, int offset, int length) throws IOException, DamagedDeltaException {
        int done = 0;
        try {
            while (done < length) {
                boolean last = packedLeft == 0;
                if (inflater.needsInput() && !last) {
                    int count = (int) Math.min(packed.length, packedLeft);
                    container.source().read(packedAt, packed, 0, count);
                    packedAt += count;
                    packedLeft -= count;
                    inflater.setInput(packed, 0, count);
                }
                int got = inflater.inflate(to, offset + done, length - done);
                if (got == 0 && (inflater.finished() || inflater.needsDictionary() || last)) {
                    throw new DamagedDeltaException("an old entry that ends too early");
                }
                done += got;
            }
        } catch (DataFormatException e) {
            throw new DamagedDeltaException("an old entry that cannot be unpacked", e);
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
