package jp.quickcare.delta.mix;

import jp.quickcare.delta.format.DamagedDeltaException;

/**
 * Moves one bit at a time into or out of a stream, under a probability that both sides know. A model is written once
 * against this and serves both directions. Not thread-safe.
 */
public interface BitCoder {
    /**
     * Codes one bit.
     *
     * @param bit what to write, 0 or 1; reading ignores it
     * @param oneOf65536 the probability that the bit is 1, in 65536ths, 1 to 65535
     * @return the bit written or read
     */
    int code(int bit, int oneOf65536) throws DamagedDeltaException;

    /** True where bits are written, false where they are read. */
    boolean writes();
}
