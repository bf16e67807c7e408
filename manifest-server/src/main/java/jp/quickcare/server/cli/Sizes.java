package jp.quickcare.server.cli;

import java.util.Locale;
import jp.quickcare.server.messages.Sentence;

/** Numbers of bytes as people read them. */
final class Sizes {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private Sizes() {}

    static Sentence of(long bytes) {
        if (bytes < 1000) {
            return Sentence.of("bytes", bytes);
        }
        double value = bytes;
        int unit = -1;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return Sentence.verbatim(String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]));
    }
}
