package jp.quickcare.server.messages;

import java.util.List;
import java.util.Locale;

/**
 * Something to say to a person, put into words late, when it is known in which language (SPEC F1). As a string it is
 * English, which is what logs and pipes between programs get.
 */
@FunctionalInterface
public interface Sentence {
    /** It in that language; English where there are no words in it. */
    String in(Locale locale);

    /**
     * A message of ours.
     *
     * @param key of the messages, such as {@code offer.nothing}
     * @param arguments its facts; one that is a sentence itself is said in the same language
     */
    static Sentence of(String key, Object... arguments) {
        return new Keyed(key, List.of(arguments));
    }

    /** What is the same in every language, or came in the words of others. */
    static Sentence verbatim(String text) {
        return new Verbatim(text);
    }

    /** Several things in one sentence, with the words of that key between them. */
    static Sentence list(String separatorKey, List<?> parts) {
        return new Listing(separatorKey, List.copyOf(parts));
    }
}
