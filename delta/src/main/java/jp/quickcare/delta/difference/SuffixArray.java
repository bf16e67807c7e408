package jp.quickcare.delta.difference;

import java.util.Arrays;

/**
 * The suffixes of an array in order, made in linear time by induced sorting (Nong, Zhang and Chan, "Linear Suffix Array
 * Construction by Almost Pure Induced-Sorting", 2009). Takes about 20 bytes of memory for each byte while it is made.
 */
final class SuffixArray {
    private SuffixArray() {}

    /** Where each suffix begins, from the smallest to the largest; bytes count as 0 to 255. */
    static int[] of(byte[] text) {
        int[] symbols = new int[text.length];
        for (int i = 0; i < text.length; i++) {
            symbols[i] = text[i] & 0xff;
        }
        return sort(symbols, 256);
    }

    private static int[] sort(int[] text, int alphabet) {
        int length = text.length;
        int[] order = new int[length];
        if (length <= 1) {
            return order;
        }
        Kinds kinds = new Kinds(text);
        int[] begins = bucketBegins(text, alphabet);
        int[] seeds = new int[kinds.leftmostCount];
        for (int i = 1, n = 0; i < length; i++) {
            if (kinds.isLeftmost(i)) {
                seeds[n++] = i;
            }
        }
        induce(text, kinds, begins, seeds, order);
        if (seeds.length > 1) {
            int[] sorted = sortSeeds(text, kinds, seeds, order);
            induce(text, kinds, begins, sorted, order);
        }
        return order;
    }

    /** Which suffixes are smaller than the one after them ("S"), and which of those begin a run ("leftmost"). */
    private static final class Kinds {
        private final long[] smaller;
        private int leftmostCount;

        Kinds(int[] text) {
            smaller = new long[text.length / 64 + 1];
            for (int i = text.length - 2; i >= 0; i--) {
                if (text[i] < text[i + 1] || (text[i] == text[i + 1] && isSmaller(i + 1))) {
                    smaller[i >> 6] |= 1L << i;
                } else if (isSmaller(i + 1)) {
                    leftmostCount++;
                }
            }
        }

        boolean isSmaller(int i) {
            return (smaller[i >> 6] >>> i & 1) != 0;
        }

        boolean isLeftmost(int i) {
            return i > 0 && isSmaller(i) && !isSmaller(i - 1);
        }
    }

    private static int[] bucketBegins(int[] text, int alphabet) {
        int[] begins = new int[alphabet + 1];
        for (int symbol : text) {
            begins[symbol + 1]++;
        }
        for (int i = 0; i < alphabet; i++) {
            begins[i + 1] += begins[i];
        }
        return begins;
    }

    /** From the order of the leftmost suffixes, the order of all. */
    private static void induce(int[] text, Kinds kinds, int[] begins, int[] seeds, int[] order) {
        int length = text.length;
        Arrays.fill(order, -1);
        int[] ends = Arrays.copyOfRange(begins, 1, begins.length);
        for (int i = seeds.length - 1; i >= 0; i--) {
            order[--ends[text[seeds[i]]]] = seeds[i];
        }
        int[] next = begins.clone();
        // The last suffix is larger than the empty one after it, so it comes first in its bucket.
        order[next[text[length - 1]]++] = length - 1;
        for (int i = 0; i < length; i++) {
            int before = order[i] - 1;
            if (before >= 0 && !kinds.isSmaller(before)) {
                order[next[text[before]]++] = before;
            }
        }
        System.arraycopy(begins, 1, ends, 0, ends.length);
        for (int i = length - 1; i >= 0; i--) {
            int before = order[i] - 1;
            if (before >= 0 && kinds.isSmaller(before)) {
                order[--ends[text[before]]] = before;
            }
        }
    }

    private static int[] sortSeeds(int[] text, Kinds kinds, int[] seeds, int[] order) {
        // Names are kept at half the position: no two leftmost suffixes are neighbours.
        int[] names = new int[text.length / 2 + 1];
        int name = -1;
        int before = -1;
        for (int position : order) {
            if (!kinds.isLeftmost(position)) {
                continue;
            }
            if (before < 0 || !samePiece(text, kinds, before, position)) {
                name++;
            }
            names[position >> 1] = name;
            before = position;
        }
        int[] reduced = new int[seeds.length];
        for (int i = 0; i < seeds.length; i++) {
            reduced[i] = names[seeds[i] >> 1];
        }
        int[] reducedOrder = sort(reduced, name + 1);
        int[] sorted = new int[seeds.length];
        for (int i = 0; i < seeds.length; i++) {
            sorted[i] = seeds[reducedOrder[i]];
        }
        return sorted;
    }

    /** Whether the pieces that begin at two leftmost suffixes, up to the next one, are the same. */
    private static boolean samePiece(int[] text, Kinds kinds, int a, int b) {
        for (int i = 0; ; i++) {
            if (a + i >= text.length || b + i >= text.length || text[a + i] != text[b + i]) {
                return false;
            }
            boolean endA = i > 0 && kinds.isLeftmost(a + i);
            boolean endB = i > 0 && kinds.isLeftmost(b + i);
            if (endA || endB) {
                return endA && endB;
            }
        }
    }
}
