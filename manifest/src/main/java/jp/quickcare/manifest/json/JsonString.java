package jp.quickcare.manifest.json;

import java.util.Objects;

/** A text without lone surrogates. */
public record JsonString(String value) implements JsonValue {
    /** Refuses text that UTF-8 cannot carry. */
    public JsonString {
        requireWellFormed(Objects.requireNonNull(value));
    }

    static void requireWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isLowSurrogate(c)
                    || i + 1 == text.length()
                    || !Character.isLowSurrogate(text.charAt(i + 1))) {
                throw new IllegalArgumentException("lone surrogate at index " + i);
            }
            i++;
        }
    }
}
