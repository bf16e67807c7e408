package jp.quickcare.delta.mix;

import jp.quickcare.delta.format.DamagedDeltaException;

/**
 * Codes whole numbers that belong to columns: each column learns what its numbers look like, and what followed what.
 * Not thread-safe.
 */
public final class Numbers {
    /** The largest number. */
    public static final long MAX = (1L << 44) - 2;

    private static final int MAX_BITS = 44;

    private final BitCoder coder;
    private final Predictor predictor = new Predictor(4, 16, 60, 64);
    private final long[] last;
    private final long[] beforeLast;

    /** @param columns how many columns there are, at most 64 */
    public Numbers(BitCoder coder, int columns) {
        this.coder = coder;
        last = new long[columns];
        beforeLast = new long[columns];
    }

    /**
     * Codes a number of 0 to {@link #MAX}.
     *
     * @param value what to write; reading ignores it
     * @param hint what else tells about the number, known to both sides
     * @return the number written or read
     */
    public long code(int column, long value, int hint) throws DamagedDeltaException {
        if (coder.writes() && (value < 0 || value > MAX)) {
            throw new IllegalArgumentException("number " + value + " in column " + column);
        }
        int bits = 0;
        int wanted = 63 - Long.numberOfLeadingZeros(value + 1);
        while (bits < MAX_BITS && bit(column, bits, 0, hint, wanted > bits ? 1 : 0) != 0) {
            bits++;
        }
        if (bits >= MAX_BITS) {
            throw new DamagedDeltaException("a number that is too large");
        }
        long number = 1;
        for (int i = bits - 1; i >= 0; i--) {
            int node = bits - i <= 12 ? (int) number : 1 << 13 | i;
            number = number << 1 | bit(column, 64 + bits, node, hint, (int) ((value + 1) >>> i & 1));
        }
        beforeLast[column] = last[column];
        last[column] = number - 1;
        return number - 1;
    }

    /** Codes a number of either sign. */
    public long codeSigned(int column, long value, int hint) throws DamagedDeltaException {
        long folded = code(column, value << 1 ^ value >> 63, hint);
        return folded >>> 1 ^ -(folded & 1);
    }

    private int bit(int column, int stage, int node, int hint, int bit) throws DamagedDeltaException {
        int place = column << 8 | stage;
        predictor.context(0, Predictor.hash(1, place, node, 0, 0));
        predictor.context(1, Predictor.hash(2, place, node, (int) last[column], 0));
        predictor.context(2, Predictor.hash(3, place, node, (int) last[column], (int) beforeLast[column]));
        predictor.context(3, Predictor.hash(4, place, node, hint, 0));
        predictor.weightsOf(column);
        return predictor.code(coder, bit);
    }
}
