package jp.quickcare.delta.deflate;

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
