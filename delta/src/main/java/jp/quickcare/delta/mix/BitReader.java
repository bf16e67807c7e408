package jp.quickcare.delta.mix;

import java.io.IOException;
import java.io.InputStream;
import jp.quickcare.delta.format.DamagedDeltaException;

/** The reading half of {@link BitWriter}. */
public final class BitReader implements BitCoder {
    /** How many bytes after the end are taken for zeros that the writer left out; more means damage. */
    private static final int MAX_MISSING = 1 << 16;

    private final InputStream in;
    private int low;
    private int high = -1;
    private int value;
    private int missing;

    /** @param in ends where the stream ends; read as the bits are asked for, so it should be buffered */
    public BitReader(InputStream in) throws DamagedDeltaException {
        this.in = in;
        for (int i = 0; i < 4; i++) {
            value = value << 8 | next();
        }
    }

    @Override
    public int code(int bit, int oneOf65536) throws DamagedDeltaException {
        int middle = Interval.split(low, high, oneOf65536);
        int read;
        if (Integer.compareUnsigned(value, middle) <= 0) {
            high = middle;
            read = 1;
        } else {
            low = middle + 1;
            read = 0;
        }
        while (((low ^ high) & 0xff000000) == 0) {
            low <<= 8;
            high = high << 8 | 0xff;
            value = value << 8 | next();
        }
        return read;
    }

    @Override
    public boolean writes() {
        return false;
    }

    private int next() throws DamagedDeltaException {
        try {
            int next = in.read();
            if (next >= 0) {
                return next;
            }
        } catch (IOException e) {
            throw new DamagedDeltaException("the delta cannot be read: " + e.getMessage(), e);
        }
        if (++missing > MAX_MISSING) {
            throw new DamagedDeltaException("the delta ends too early");
        }
        return 0;
    }
}
