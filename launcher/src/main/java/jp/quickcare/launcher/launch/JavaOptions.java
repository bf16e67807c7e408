package jp.quickcare.launcher.launch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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

    /** The text of the file, where names are in UTF-8. */
    String text() {
        return new String(bytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /**
     * The bytes of the file. Java reads it byte by byte, so a byte that looks like a backslash is doubled even where it
     * is the second half of a character, as in 表 in Japan's own encoding.
     */
    byte[] bytes(Charset encoding) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String option : options) {
            bytes.write('"');
            for (byte b : option.getBytes(encoding)) {
                if (b == '\\' || b == '"') {
                    bytes.write('\\');
                }
                bytes.write(b);
            }
            bytes.write('"');
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }
}
