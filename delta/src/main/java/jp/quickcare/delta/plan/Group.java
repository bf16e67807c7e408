package jp.quickcare.delta.plan;

import java.util.List;

/**
 * Parts that are made with the same old bytes in memory.
 *
 * @param parts how many, in the order in which they are made
 * @param literals of each lane
 */
public record Group(int parts, List<Literals> literals) {
    /** Copies the list. */
    public Group {
        literals = List.copyOf(literals);
    }

    /**
     * The bytes of a lane that lie over no old ones, by LZMA2.
     *
     * @param codedBytes how long they are in the delta; 0 where there are none
     * @param dictionaryBytes what the decoder needs
     * @param preset whether the lane's old bytes come before them in the dictionary
     */
    public record Literals(int codedBytes, int dictionaryBytes, boolean preset) {
        /** No literals. */
        public static final Literals NONE = new Literals(0, 0, false);
    }
}
