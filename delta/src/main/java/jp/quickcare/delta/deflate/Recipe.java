package jp.quickcare.delta.deflate;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/**
 * How bytes were deflated: what to tell {@link Deflater} to get the very same again.
 *
 * @param level 1 to 9
 * @param strategy 0 default, 1 filtered, 2 Huffman only
 */
public record Recipe(int level, int strategy) {
    /** The most a {@link #code()} can be. */
    public static final int MAX_CODE = 27;

    /** Checks the ranges. */
    public Recipe {
        if (level < 1 || level > 9 || strategy < 0 || strategy > 2) {
            throw new IllegalArgumentException("level " + level + ", strategy " + strategy);
        }
    }

    /** In the order in which real zips use them. */
    static final List<Recipe> COMMON_FIRST = Stream.concat(
                    Stream.of(6, 9, 1, 8, 7, 5, 4, 3, 2).map(level -> new Recipe(level, 0)),
                    IntStream.range(0, 18).mapToObj(i -> new Recipe(i % 9 + 1, i / 9 + 1)))
            .toList();

    /** As one number of 1 to {@link #MAX_CODE}. */
    public int code() {
        return strategy * 9 + level;
    }

    /** From {@link #code()}. */
    public static Recipe ofCode(int code) {
        return new Recipe((code - 1) % 9 + 1, (code - 1) / 9);
    }

    /** A new deflater that follows this; the caller ends it. */
    public Deflater deflater() {
        Deflater deflater = new Deflater(level, true);
        deflater.setStrategy(strategy);
        return deflater;
    }
}
