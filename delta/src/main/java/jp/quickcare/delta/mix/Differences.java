package jp.quickcare.delta.mix;

import java.util.Arrays;
import jp.quickcare.delta.format.DamagedDeltaException;

/**
 * Codes new bytes that lie over old ones and mostly equal them. Questions, each only when needed: do the next few equal?
 * does this one? if not, does it differ as it did after differences like the last ones? by how much does it differ?
 * What lies around in the old bytes, before and after, is what tells most. Not thread-safe.
 */
public final class Differences {
    private static final int TABLE_BITS = 18;
    private static final int EXPECTED_BITS = 16;

    private final BitCoder coder;
    private final boolean first;
    private final int block;
    private final int calmEnough;
    private final Predictor blocks = new Predictor(4, 16, 255, 1);
    private final Predictor equal;
    private final Predictor repeats = new Predictor(4, 16, 255, 1);
    private final Predictor values = new Predictor(6, TABLE_BITS, 127, 256);
    // By what a byte differed the last time after such differences; 0 where none came yet.
    private final byte[] expected;
    private int history;
    private int blockHistory;
    private int repeatHistory;
    private int calm;
    private int distance;
    private int lastDifference;
    private int differenceBefore;
    private int previous;
    private int insideBlock;

    /**
     * Codes through this coder.
     *
     * @param version of the format: the first asks for each byte by itself for longer, from more contexts, and takes a
     *     half more work to read
     */
    public Differences(BitCoder coder, int version) {
        this.coder = coder;
        first = version == 1;
        block = first ? 32 : 8;
        calmEnough = first ? 32 : 4;
        equal = new Predictor(first ? 7 : 5, TABLE_BITS, 127, 64);
        expected = new byte[first ? 0 : 1 << EXPECTED_BITS];
    }

    /** Begins a stretch of bytes somewhere else in the old ones. */
    public void begin() {
        insideBlock = 0;
    }

    /**
     * Codes the next few bytes.
     *
     * @param old what they lie over
     * @param from where in {@code old} the first one lies
     * @param fresh holds them when writing, gets them when reading
     * @param at where in {@code fresh}; {@code min(remaining, 32)} bytes must fit from here
     * @param remaining how many bytes are left of this stretch, at least 1; {@code old} has that many from {@code from}
     * @return how many were coded, 1 to 32
     */
    public int step(byte[] old, int from, byte[] fresh, int at, int remaining) throws DamagedDeltaException {
        if (calm >= calmEnough && insideBlock == 0) {
            int length = Math.min(block, remaining);
            int wanted = coder.writes() && Arrays.equals(old, from, from + length, fresh, at, at + length) ? 1 : 0;
            if (block(old, from, length, wanted)) {
                System.arraycopy(old, from, fresh, at, length);
                calm = Math.min(calm + length, 1 << 20);
                history = 0;
                previous = old[from + length - 1] & 0xff;
                return length;
            }
            insideBlock = length;
        }
        one(old, from, fresh, at);
        return 1;
    }

    private boolean block(byte[] old, int from, int length, int wanted) throws DamagedDeltaException {
        int here = old[from] & 0xff;
        int next = at(old, from + 1);
        int whole = length == block ? 1 : 0;
        int streak = Math.min(31, Integer.numberOfTrailingZeros(~blockHistory));
        blocks.context(0, Predictor.hash(1, Math.min(calm / block, 40), 0, 0, 0));
        blocks.context(1, Predictor.hash(2, blockHistory & 0xff, whole, 0, 0));
        blocks.context(2, Predictor.hash(3, here, next, 0, 0));
        blocks.context(3, Predictor.hash(4, blockHistory & 7, streak, length / 8, 0));
        int all = blocks.code(coder, wanted);
        blockHistory = blockHistory << 1 | all;
        return all != 0;
    }

    private void one(byte[] old, int from, byte[] fresh, int at) throws DamagedDeltaException {
        int here = old[from] & 0xff;
        int before = at(old, from - 1);
        int before2 = at(old, from - 2);
        int after = at(old, from + 1);
        int after2 = at(old, from + 2);
        int next = 0;
        equal.context(next++, Predictor.hash(1, history & 0xffff, 0, 0, 0));
        if (first) {
            equal.context(next++, Predictor.hash(2, before, here, after, 0));
        }
        equal.context(next++, Predictor.hash(3, before2 << 8 | before, here, history & 7, 0));
        if (first) {
            equal.context(next++, Predictor.hash(4, previous, here, history & 3, lastDifference));
        }
        equal.context(next++, Predictor.hash(5, before, here, history & 255, 0));
        equal.context(next++, Predictor.hash(6, Math.min(calm, 31), distance, lastDifference, 0));
        equal.context(next, Predictor.hash(7, here, after, after2, history & 1));
        equal.weightsOf(Math.min(calm, 7) * 8 + (history >> 1 & 7));
        int difference = coder.writes() ? (fresh[at] - here) & 0xff : 0;
        int changed = equal.code(coder, difference == 0 ? 0 : 1);
        history = history << 1 | changed;
        if (insideBlock > 0) {
            insideBlock--;
        }
        if (changed == 0) {
            calm++;
            fresh[at] = (byte) here;
        } else {
            difference = first
                    ? value(difference, here, before, before2, after)
                    : likely(difference, here, before, before2, after);
            fresh[at] = (byte) (here + difference);
            differenceBefore = lastDifference;
            lastDifference = difference;
            distance = Math.min(calm, 63);
            calm = 0;
            insideBlock = 0;
        }
        previous = fresh[at] & 0xff;
    }

    /** Addresses that moved differ in the same bytes by the same: to know which spares the bits of three in five. */
    private int likely(int difference, int here, int before, int before2, int after) throws DamagedDeltaException {
        int place = Predictor.hash(1, lastDifference, differenceBefore, Math.min(calm, 20), 0) >>> (32 - EXPECTED_BITS);
        int guess = expected[place] & 0xff;
        if (guess != 0) {
            repeats.context(0, Predictor.hash(1, place, 0, 0, 0));
            repeats.context(1, Predictor.hash(2, guess, before, here, 0));
            repeats.context(2, Predictor.hash(3, guess, repeatHistory & 255, 0, 0));
            repeats.context(3, Predictor.hash(4, guess, here, after, 0));
            int same = repeats.code(coder, difference == guess ? 1 : 0);
            repeatHistory = repeatHistory << 1 | same;
            if (same != 0) {
                return guess;
            }
        }
        int differs = value(difference, here, before, before2, after);
        expected[place] = (byte) differs;
        return differs;
    }

    private int value(int difference, int here, int before, int before2, int after) throws DamagedDeltaException {
        // What does not change from bit to bit of one byte.
        int byLast = Predictor.first(1, lastDifference);
        int byBefore = Predictor.second(Predictor.first(2, before), here);
        int byPrevious = Predictor.second(Predictor.first(3, here), previous);
        int byDifferences = Predictor.third(
                Predictor.second(Predictor.first(4, lastDifference), differenceBefore), Math.min(calm, 20));
        int byOld = Predictor.third(Predictor.second(Predictor.first(5, before2 << 8 | before), here), after);
        int byHere = Predictor.first(6, here);
        int node = 1;
        for (int bit = 7; bit >= 0; bit--) {
            values.context(0, Predictor.last(Predictor.third(Predictor.second(byLast, node), 0), 0));
            values.context(1, Predictor.last(Predictor.third(byBefore, node), 0));
            values.context(2, Predictor.last(Predictor.third(byPrevious, node), 0));
            values.context(3, Predictor.last(byDifferences, node));
            values.context(4, Predictor.last(byOld, node));
            values.context(5, Predictor.last(Predictor.third(Predictor.second(byHere, node), 0), 0));
            values.weightsOf(node);
            node = node << 1 | values.code(coder, difference >> bit & 1);
        }
        return node & 0xff;
    }

    private static int at(byte[] bytes, int index) {
        return index >= 0 && index < bytes.length ? bytes[index] & 0xff : 0;
    }
}
