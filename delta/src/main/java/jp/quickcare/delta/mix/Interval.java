package jp.quickcare.delta.mix;

/** Where the coder's interval is cut. */
final class Interval {
    private Interval() {}

    /** The last value, unsigned, of the lower part, which stands for a one. */
    static int split(int low, int high, int oneOf65536) {
        long range = (high & 0xffffffffL) - (low & 0xffffffffL);
        return (int) ((low & 0xffffffffL) + (range >>> 16) * oneOf65536 + (((range & 0xffff) * oneOf65536) >>> 16));
    }
}
