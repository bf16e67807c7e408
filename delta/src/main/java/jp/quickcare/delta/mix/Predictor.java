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

    /** Codes a bit and learns from it. */
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
        long sum = 0;
        for (int i = 0; i < slots.length; i++) {
            int cell = table[slots[i]] ^ UNSEEN;
            int stretched = Logistic.stretch(cell >>> 20);
            // What was never seen is as likely as not, so that its odds are 0.
            int odd = (cell & 1023) < 3 ? stretched >> 1 : stretched;
            said[i] = odd;
            sum += (long) odd * weighing[set + i];
        }
        int mixed = (int) Math.max(-Logistic.MAX, Math.min(Logistic.MAX, sum >> 16));
        int probability = Logistic.squash(mixed);
        int coded = coder.code(bit, Math.max(16, Math.min(65_520, probability << 4)));
        int error = ((coded << 12) - probability) * LEARNING_RATE;
        for (int i = 0; i < slots.length; i++) {
            weighing[set + i] += (said[i] * error + 0x2000) >> 14;
        }
        learn(table, slots, coded == 0 ? 0 : CERTAIN);
        return coded;
    }

    private void learn(int[] table, int[] slots, int target) {
        int most = mostSeen;
        int[] steps = STEP;
        for (int slot : slots) {
            int cell = table[slot] ^ UNSEEN;
            int seen = cell & 1023;
            int before = cell >>> 10;
            int after = before + (int) (((long) (target - before) * steps[seen]) >> 16);
            table[slot] = (after << 10 | (seen < most ? seen + 1 : seen)) ^ UNSEEN;
        }
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
