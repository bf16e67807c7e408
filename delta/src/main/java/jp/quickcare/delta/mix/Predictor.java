package jp.quickcare.delta.mix;

import java.util.Arrays;
import jp.quickcare.delta.format.DamagedDeltaException;

/**
 * Predicts one bit from several contexts at once: each context keeps how often a one came in it, and what they say is
 * mixed by weights that learn which contexts are right. Contexts share a table by hash without a check; a clash costs
 * bytes, never correctness. Not thread-safe.
 */
final class Predictor {
    private static final int CERTAIN = (1 << 22) - 1;
    private static final int UNSEEN = 1 << 31;
    private static final int LEARNING_RATE = 6;
    private static final int[] STEP = new int[256];

    static {
        for (int seen = 0; seen < STEP.length; seen++) {
            STEP[seen] = 655_360 / (10 * seen + 16);
        }
    }

    private final int tableBits;
    private final int mostSeen;
    // The contexts' tables, one after another: 22 bits of probability above, 10 bits of how often it was seen below;
    // the first bit the other way round, so that what was never seen is 0.
    private final Cells cells;
    // For each context its place in the table, and while a bit is coded where that is held.
    private final int[] chosen;
    private final int[] odds;
    private final int[] weights;
    private int weightSet;

    /**
     * @param tableBits the logarithm of each context's table
     * @param mostSeen up to how often something seen still slows learning, 1 to 255
     */
    Predictor(int contexts, int tableBits, int mostSeen, int weightSets) {
        this.tableBits = tableBits;
        this.mostSeen = mostSeen;
        cells = new Cells(contexts << tableBits);
        chosen = new int[contexts];
        odds = new int[contexts];
        weights = new int[contexts * weightSets];
        Arrays.fill(weights, (2 << 16) / contexts);
    }

    /** Chooses what the {@code which}th context is for the next bit. */
    void context(int which, int hash) {
        chosen[which] = (which << tableBits) + (hash >>> -tableBits);
    }

    /** Chooses whose weights mix the next bit. */
    void weightsOf(int set) {
        weightSet = set * chosen.length;
    }

    /**
     * Codes a bit and learns from it. What the first four contexts say, and every predictor has as many, is not put into
     * arrays in between: where the quick compiler alone works, that took a third of all.
     */
    int code(BitCoder coder, int bit) throws DamagedDeltaException {
        // Fields that are read once, for the quick compiler reads them again each time.
        int[] slots = chosen;
        if (!cells.holdsAll()) {
            cells.find(slots);
        }
        int[] table = cells.values();
        int[] said = odds;
        int[] weighing = weights;
        int set = weightSet;
        int slot0 = slots[0];
        int slot1 = slots[1];
        int slot2 = slots[2];
        int slot3 = slots[3];
        int cell0 = table[slot0] ^ UNSEEN;
        int cell1 = table[slot1] ^ UNSEEN;
        int cell2 = table[slot2] ^ UNSEEN;
        int cell3 = table[slot3] ^ UNSEEN;
        int odds0 = odds(cell0);
        int odds1 = odds(cell1);
        int odds2 = odds(cell2);
        int odds3 = odds(cell3);
        long sum = (long) odds0 * weighing[set]
                + (long) odds1 * weighing[set + 1]
                + (long) odds2 * weighing[set + 2]
                + (long) odds3 * weighing[set + 3];
        for (int i = 4; i < slots.length; i++) {
            int odd = odds(table[slots[i]] ^ UNSEEN);
            said[i] = odd;
            sum += (long) odd * weighing[set + i];
        }
        int mixed = (int) Math.max(-Logistic.MAX, Math.min(Logistic.MAX, sum >> 16));
        int probability = Logistic.squash(mixed);
        int coded = coder.code(bit, Math.max(16, Math.min(65_520, probability << 4)));
        int error = ((coded << 12) - probability) * LEARNING_RATE;
        int target = coded == 0 ? 0 : CERTAIN;
        int most = mostSeen;
        weighing[set] += (odds0 * error + 0x2000) >> 14;
        weighing[set + 1] += (odds1 * error + 0x2000) >> 14;
        weighing[set + 2] += (odds2 * error + 0x2000) >> 14;
        weighing[set + 3] += (odds3 * error + 0x2000) >> 14;
        table[slot0] = learned(cell0, target) | seen(cell0, most);
        table[slot1] = learned(cell1, target) | seen(cell1, most);
        table[slot2] = learned(cell2, target) | seen(cell2, most);
        table[slot3] = learned(cell3, target) | seen(cell3, most);
        for (int i = 4; i < slots.length; i++) {
            int cell = table[slots[i]] ^ UNSEEN;
            weighing[set + i] += (said[i] * error + 0x2000) >> 14;
            table[slots[i]] = learned(cell, target) | seen(cell, most);
        }
        return coded;
    }

    // Short enough, each, that the quick compiler puts them where they are called.

    /** What was never seen is as likely as not, so that its odds are 0. */
    private static int odds(int cell) {
        int stretched = Logistic.stretch(cell >>> 20);
        return (cell & 1023) < 3 ? stretched >> 1 : stretched;
    }

    /** The probability in its place, nearer to what came. */
    private static int learned(int cell, int target) {
        int before = cell >>> 10;
        int after = before + (int) (((long) (target - before) * STEP[cell & 1023]) >> 16);
        int placed = after << 10;
        return placed ^ UNSEEN;
    }

    private static int seen(int cell, int most) {
        int seen = cell & 1023;
        return seen < most ? seen + 1 : seen;
    }

    /** A hash of up to four small numbers, good in its upper bits. */
    static int hash(int which, int a, int b, int c, int d) {
        return last(third(second(first(which, a), b), c), d);
    }

    /** The beginning of a {@link #hash}, for many that begin alike; {@link #second} goes on with it. */
    static int first(int which, int a) {
        int hash = (which * 0x3D4D51CB + 0x2545F491 ^ a) * 0x9E3779B1;
        return hash ^ hash >>> 15;
    }

    static int second(int first, int b) {
        int hash = (first ^ b) * 0x85EBCA6B;
        return hash ^ hash >>> 13;
    }

    static int third(int second, int c) {
        int hash = (second ^ c) * 0xC2B2AE35;
        return hash ^ hash >>> 16;
    }

    static int last(int third, int d) {
        int hash = (third ^ d) * 0x27D4EB2F;
        return hash ^ hash >>> 15;
    }
}
