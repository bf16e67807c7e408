package jp.quickcare.server.messages;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Several things, with words between them. */
record Listing(String separatorKey, List<?> parts) implements Sentence {
    @Override
    public String in(Locale locale) {
        return parts.stream()
                .map(part -> Keyed.shown(part, locale))
                .collect(Collectors.joining(Keyed.words(separatorKey, locale)));
    }

    @Override
    public String toString() {
        return in(Locale.ENGLISH);
    }
}
