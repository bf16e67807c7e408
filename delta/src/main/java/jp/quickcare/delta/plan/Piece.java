package jp.quickcare.delta.plan;

import java.util.List;

/**
 * Content that is made from old content and the delta.
 *
 * @param source what it resembles
 * @param lane which of the lanes its bytes are in
 * @param parts in order, for content too large for one; empty where one covers the whole
 */
public record Piece(Source source, int lane, List<Part> parts) {
    /** Copies the list. */
    public Piece {
        parts = List.copyOf(parts);
    }

    /** Where the old content is. */
    public sealed interface Source {
        /** There is none. */
        record None() implements Source {}

        /** The entry of the same name in the container's counterpart; for a whole file, its counterpart. */
        record Counterpart() implements Source {}

        /** An entry of an old file that is a container, or the whole file when {@code entry} is -1. */
        record Elsewhere(int file, int entry) implements Source {}
    }

    /**
     * A part of a large piece.
     *
     * @param oldOffset where in the old content the part's old bytes begin
     * @param oldLength how many there are
     * @param length of the part itself
     */
    public record Part(long oldOffset, int oldLength, int length) {}
}
