package jp.quickcare.delta.chunk;

import java.io.ByteArrayOutputStream;
import jp.quickcare.delta.format.DamagedDeltaException;

/** Reads numbers of 7 bits a byte, the lowest first, and bytes between them. Not thread-safe. */
final class Varints {
    private final byte[] bytes;
    private int at;

    Varints(byte[] bytes) {
        this.bytes = bytes;
    }

    static void write(ByteArrayOutputStream to, long value) {
        long left = value;
        while (left > 127) {
            to.write((int) ((left & 127) | 128));
            left >>>= 7;
        }
        to.write((int) left);
    }

    /** @throws DamagedDeltaException it ends too early, or the number is more than {@code most} */
    int read(int most) throws DamagedDeltaException {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = next();
            value |= (long) (next & 127) << shift;
            if (next < 128) {
                if (value > most) {
                    throw new DamagedDeltaException("a number of chunks that is too large");
                }
                return (int) value;
            }
        }
        throw new DamagedDeltaException("a number of chunks that does not end");
    }

    long readLong() throws DamagedDeltaException {
        long value = 0;
        for (int i = 0; i < 64; i += 8) {
            value |= (long) next() << i;
        }
        return value;
    }

    private int next() throws DamagedDeltaException {
        if (at == bytes.length) {
            throw new DamagedDeltaException("chunks that end too early");
        }
        return bytes[at++] & 0xff;
    }

    /** Where the next one begins. */
    int at() {
        return at;
    }

    boolean isAtEnd() {
        return at == bytes.length;
    }
}
