package jp.quickcare.manifest.json;

import java.util.Objects;

/** A text without lone surrogates. */
public record JsonString(String value) implements JsonValue {
    /** Refuses text that UTF-8 cannot carry. */
    public JsonString {
        requireWellFormed(Objects.requireNonNull(value));
    }

    static void requireWellFormed(String text) {
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                throw new IllegalArgumentException("lone surrogate at index " + i);
            }
            i += Character.charCount(codePoint);
        }
    }
}
