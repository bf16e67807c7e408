package jp.quickcare.launcher.launch;

import java.util.ArrayList;
import java.util.List;

/**
 * An options file for {@code java @file}: each option on a line of its own, quoted so that spaces, backslashes, quotes
 * and {@code #} in it mean nothing. The bytes are those of the platform's own encoding of names, as Java reads them.
 */
final class JavaOptions {
    private final List<String> options = new ArrayList<>();

    /**
     * Adds one option.
     *
     * @throws IllegalArgumentException an option with a line break, which such a file cannot hold
     */
    JavaOptions add(String option) {
        if (option.indexOf('\n') >= 0 || option.indexOf('\r') >= 0 || option.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("an option of Java with a line break: " + option);
        }
        options.add(option);
        return this;
    }

    /** Adds the options in their order. */
    JavaOptions addAll(List<String> more) {
        more.forEach(this::add);
        return this;
    }

    /** The text of the file. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (String option : options) {
            text.append('"');
            for (int i = 0; i < option.length(); i++) {
                char c = option.charAt(i);
                if (c == '\\' || c == '"') {
                    text.append('\\');
                }
                text.append(c);
            }
            text.append("\"\n");
        }
        return text.toString();
    }
}
