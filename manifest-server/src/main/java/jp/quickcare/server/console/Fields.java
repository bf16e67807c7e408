package jp.quickcare.server.console;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of a form or of a URL's query. Immutable. */
final class Fields {
    static final Fields NONE = new Fields(Map.of());

    private static final int MOST = 100;

    private final Map<String, String> values;

    private Fields(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads {@code a=b&c=d}, percent-encoded UTF-8; of a name that is there twice the last counts.
     *
     * @throws IllegalArgumentException it is of another form, or has too many
     */
    static Fields parse(String encoded) {
        if (encoded.isEmpty()) {
            return NONE;
        }
        Map<String, String> values = new LinkedHashMap<>();
        String[] pairs = encoded.split("&", MOST + 1);
        if (pairs.length > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " fields");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            values.put(decode(name), decode(value));
        }
        return new Fields(values);
    }

    private static String decode(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    /** What was given, without spaces around it; empty where it is blank or has a NUL in it. */
    Optional<String> text(String name) {
        String value = values.getOrDefault(name, "").strip();
        return value.isEmpty() || value.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(value);
    }

    /** As {@link #text}, empty text for none. */
    String or(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    /** As it was typed, spaces and all: for passwords. */
    String raw(String name) {
        return values.getOrDefault(name, "");
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** A whole number within bounds, else the other one. */
    int number(String name, int otherwise, int least, int most) {
        String value = or(name, "");
        if (!value.matches("[0-9]{1,9}")) {
            return otherwise;
        }
        return Math.min(most, Math.max(least, Integer.parseInt(value)));
    }
}
