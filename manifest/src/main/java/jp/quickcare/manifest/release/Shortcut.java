package jp.quickcare.manifest.release;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An entry in the start menu and on the desktop (SPEC A27).
 *
 * @param nameByLanguage language ("en", "ja") to a name that can be a file's name; at least one
 * @param icon a picture of the release
 */
public record Shortcut(Map<String, String> nameByLanguage, Optional<SafePath> icon) {
    private static final int MAX_NAME_LENGTH = 100;

    /** Checks the names and keeps their order. */
    public Shortcut {
        if (nameByLanguage.isEmpty()) {
            throw new IllegalArgumentException("a shortcut without a name");
        }
        nameByLanguage.forEach((language, name) -> {
            Ids.requireLanguage(language);
            if (name.length() > MAX_NAME_LENGTH || name.contains("/")) {
                throw new IllegalArgumentException("shortcut name \"" + Text.visible(name, 80) + "\"");
            }
            try {
                // The name becomes that of a file.
                SafePath.of(name);
            } catch (UnsafePathException e) {
                throw new IllegalArgumentException("shortcut name: " + e.getMessage(), e);
            }
        });
        nameByLanguage = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(nameByLanguage));
    }

    /** The name in that language, else in English, else the first. */
    public String name(Locale locale) {
        return Ids.inLanguage(nameByLanguage, locale);
    }
}
