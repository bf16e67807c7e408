package jp.quickcare.launcher.launch;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code key=value} lines of a small UTF-8 file, read by hand for the click: {@link java.util.Properties} and
 * regular expressions each cost it more than the rest of the reading. Lines that hold no {@code =} are passed over.
 */
public final class Entries {
    private final String text;

    private Entries(String text) {
        this.text = text;
    }

    /** Reads a file; null when there is none or it cannot be read. */
    public static @Nullable Entries read(File file) {
        try (FileInputStream in = new FileInputStream(file)) {
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return null;
        }
    }

    static Entries of(String text) {
        return new Entries("\n".concat(text));
    }

    /** The value of the first line with this key; empty when there is none. */
    public String get(String key) {
        int at = next(key, 0);
        return at < 0 ? "" : value(at);
    }

    /** As {@link #get}, with the escapes of a Java properties file resolved. */
    public String unescaped(String key) {
        String value = get(key);
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder plain = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                c = value.charAt(++i);
                if (c == 'u' && i + 4 < value.length()) {
                    c = (char) Integer.parseInt(value.substring(i + 1, i + 5), 16);
                    i += 4;
                }
            }
            plain.append(c);
        }
        return plain.toString();
    }

    /** The value as a number; the other when it is missing or none. */
    public long number(String key, long other) {
        try {
            return Long.parseLong(get(key));
        } catch (NumberFormatException e) {
            return other;
        }
    }

    /** The values of all lines with this key, in order. */
    public List<String> all(String key) {
        List<String> values = new ArrayList<>(2);
        for (int at = next(key, 0); at >= 0; at = next(key, at)) {
            values.add(value(at));
        }
        return values;
    }

    /** Where the value of the next line with this key begins; below 0 when there is none. */
    private int next(String key, int from) {
        String line = "\n".concat(key).concat("=");
        int at = text.indexOf(line, from);
        return at < 0 ? -1 : at + line.length();
    }

    private String value(int from) {
        int end = text.indexOf('\n', from);
        int to = end < 0 ? text.length() : end;
        return to > from && text.charAt(to - 1) == '\r' ? text.substring(from, to - 1) : text.substring(from, to);
    }
}
