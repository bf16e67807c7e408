package jp.quickcare.delta.apply;

import java.util.HashMap;
import java.util.Map;
import java.util.zip.Deflater;
import jp.quickcare.delta.deflate.Recipe;

/** One deflater for each recipe, used again and again. Not thread-safe. */
final class Deflaters implements AutoCloseable {
    private final Map<Integer, Deflater> known = new HashMap<>();

    /** One of that recipe, other than 0, which has not begun. */
    Deflater fresh(int recipe) {
        Deflater deflater = known.get(recipe);
        if (deflater == null) {
            deflater = Recipe.ofCode(recipe).deflater();
            known.put(recipe, deflater);
        }
        deflater.reset();
        return deflater;
    }

    @Override
    public void close() {
        for (Deflater deflater : known.values()) {
            deflater.end();
        }
    }
}
