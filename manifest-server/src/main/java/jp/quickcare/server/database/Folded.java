package jp.quickcare.server.database;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Texts in one writing, so that what is looked for is found: small letters, Japanese and Latin in their usual width.
 * The databases could do that for Latin letters only, and differently.
 */
public final class Folded {
    private Folded() {}

    /** The text in that writing. */
    public static String of(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    /** For {@code LIKE … ESCAPE '!'}: any text with this one in it, already folded or not. */
    public static String anywhere(String text) {
        return "%" + of(text).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }
}
