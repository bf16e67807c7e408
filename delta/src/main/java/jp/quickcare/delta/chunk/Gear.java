package jp.quickcare.delta.chunk;

import java.io.IOException;
import jp.quickcare.delta.container.ReadableParts;

/** Cuts bytes where their content says so, so that what is inserted moves no other cut for long. */
final class Gear {
    private static final int LEAST = 4 << 10;
    private static final int MOST = 64 << 10;
    /** One place in 2^13 is a cut: with {@link #LEAST} before it, some 12 KB on average. */
    private static final int BITS = 13;

    private static final int BUFFER_BYTES = 512 << 10;
    private static final long[] TABLE = table();

    private Gear() {}

    /** Takes each stretch. */
    interface Taker {
        void take(long at, byte[] bytes, int from, int length) throws IOException;
    }

    static void cut(ReadableParts bytes, long length, Taker taker) throws IOException {
        byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, length)];
        long at = 0;
        int from = 0;
        int filled = 0;
        while (at < length) {
            if (filled - from < MOST && at + (filled - from) < length) {
                System.arraycopy(buffer, from, buffer, 0, filled - from);
                filled -= from;
                from = 0;
                int more = (int) Math.min(buffer.length - filled, length - at - filled);
                bytes.read(at + filled, buffer, filled, more);
                filled += more;
            }
            int cut = next(buffer, from, Math.min(filled, from + MOST));
            taker.take(at, buffer, from, cut - from);
            at += cut - from;
            from = cut;
        }
    }

    private static int next(byte[] bytes, int from, int end) {
        if (end - from <= LEAST) {
            return end;
        }
        long hash = 0;
        // The hash remembers 64 bytes.
        for (int i = from + LEAST - 64; i < end; i++) {
            hash = (hash << 1) + TABLE[bytes[i] & 0xff];
            if (i >= from + LEAST && (hash >>> (64 - BITS)) == 0) {
                return i + 1;
            }
        }
        return end;
    }

    private static long[] table() {
        long[] table = new long[256];
        long state = 1;
        for (int i = 0; i < table.length; i++) {
            state += 0x9E3779B97F4A7C15L;
            long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
            table[i] = mixed ^ (mixed >>> 31);
        }
        return table;
    }
}
