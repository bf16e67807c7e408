package jp.quickcare.server.messages;

import java.util.Locale;

/** The same in every language. */
record Verbatim(String text) implements Sentence {
    @Override
    public String in(Locale locale) {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
