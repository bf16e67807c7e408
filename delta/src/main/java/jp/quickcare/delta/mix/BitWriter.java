package jp.quickcare.delta.mix;

import java.io.ByteArrayOutputStream;

/** The writing half of a binary arithmetic coder with a range of 32 bits and no carry. */
public final class BitWriter implements BitCoder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int low;
    private int high = -1;
    private long coded;

    @Override
    public int code(int bit, int oneOf65536) {
        coded++;
        int middle = Interval.split(low, high, oneOf65536);
        if (bit != 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
        while (((low ^ high) & 0xff000000) == 0) {
            out.write(high >>> 24);
            low <<= 8;
            high = high << 8 | 0xff;
        }
        return bit;
    }

    @Override
    public boolean writes() {
        return true;
    }

    /** How many bits were coded. */
    public long coded() {
        return coded;
    }

    /** Ends the stream; nothing may be coded afterwards. Trailing zeros are left out: a reader takes them for granted. */
    public byte[] finish() {
        // The first bytes of the interval's ends differ, so the next first byte and zeros lie inside.
        if (low != 0) {
            out.write((low >>> 24) + 1);
        }
        byte[] all = out.toByteArray();
        int length = all.length;
        while (length > 0 && all[length - 1] == 0) {
            length--;
        }
        return java.util.Arrays.copyOf(all, length);
    }
}
