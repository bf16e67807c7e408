package jp.quickcare.delta.mix;

/**
 * The two functions between a probability in 4096ths and its logarithm of odds in 256ths, by tables of whole numbers so
 * that every implementation computes the same. See docs/delta-format.md for how the tables come about.
 */
final class Logistic {
    /** The largest logarithm of odds, in 256ths. */
    static final int MAX = 2047;

    // 4096 / (1 + e^-x) at x = -8, -7.5, ... 8; between them a straight line.
    private static final int[] KNOTS = {
        1, 2, 4, 6, 10, 17, 27, 45, 74, 120, 194, 311, 488, 747, 1102, 1547, 2048, 2549, 2994, 3349, 3608, 3785, 3902,
        3976, 4022, 4051, 4069, 4079, 4086, 4090, 4092, 4094, 4095
    };
    private static final short[] SQUASHED = new short[4096];
    private static final short[] STRETCHED = new short[4096];

    static {
        for (int x = -2048; x < 2048; x++) {
            int position = x + 2048;
            int part = position & 127;
            int knot = position >> 7;
            SQUASHED[position] = (short) ((KNOTS[knot] * (128 - part) + KNOTS[knot + 1] * part + 64) >> 7);
        }
        int next = 0;
        for (int x = -MAX; x <= MAX; x++) {
            int probability = SQUASHED[x + 2048];
            while (next <= probability) {
                STRETCHED[next++] = (short) x;
            }
        }
        while (next < 4096) {
            STRETCHED[next++] = MAX;
        }
    }

    private Logistic() {}

    /** The probability, 1 to 4095, for a logarithm of odds of -2048 to 2047. */
    static int squash(int odds) {
        return SQUASHED[odds + 2048];
    }

    /** The logarithm of odds for a probability of 0 to 4095. */
    static int stretch(int probability) {
        return STRETCHED[probability];
    }
}
