package jp.quickcare.delta.deflate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Proves that deflated bytes can be had again from their content. Not thread-safe. */
public final class RecipeFinder {
    /** In the order in which real zips use them. */
    private static final List<Recipe> COMMON_FIRST = Stream.concat(
                    Stream.of(6, 9, 1, 8, 7, 5, 4, 3, 2).map(level -> new Recipe(level, 0)),
                    IntStream.range(0, 18).mapToObj(i -> new Recipe(i % 9 + 1, i / 9 + 1)))
            .toList();

    private final byte[] chunk = new byte[1 << 16];
    private Recipe lastFound = COMMON_FIRST.get(0);

    /**
     * Inflates exactly.
     *
     * @param deflated must be one stream from its first to its last byte
     * @param contentLength how long the content must be
     * @return empty when either is not so
     */
    public static Optional<byte[]> inflate(byte[] deflated, int contentLength) {
        Inflater inflater = new Inflater(true);
        try {
            // One more than expected, so that too much is seen.
            byte[] content = new byte[contentLength + 1];
            inflater.setInput(deflated);
            int length = 0;
            while (!inflater.finished()) {
                int got = inflater.inflate(content, length, content.length - length);
                length += got;
                if (got == 0 && !inflater.finished()) {
                    return Optional.empty();
                }
            }
            boolean whole = length == contentLength && inflater.getRemaining() == 0;
            return whole ? Optional.of(Arrays.copyOf(content, length)) : Optional.empty();
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    /** The recipe by which this content becomes these very bytes, if there is one. */
    public Optional<Recipe> find(byte[] content, byte[] deflated) {
        if (makes(lastFound, content, deflated)) {
            return Optional.of(lastFound);
        }
        for (Recipe recipe : COMMON_FIRST) {
            if (!recipe.equals(lastFound) && makes(recipe, content, deflated)) {
                lastFound = recipe;
                return Optional.of(recipe);
            }
        }
        return Optional.empty();
    }

    private boolean makes(Recipe recipe, byte[] content, byte[] deflated) {
        Deflater deflater = recipe.deflater();
        try {
            deflater.setInput(content);
            deflater.finish();
            int at = 0;
            while (!deflater.finished()) {
                int got = deflater.deflate(chunk);
                if (got > deflated.length - at || !Arrays.equals(chunk, 0, got, deflated, at, at + got)) {
                    return false;
                }
                at += got;
            }
            return at == deflated.length;
        } finally {
            deflater.end();
        }
    }
}
