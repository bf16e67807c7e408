package jp.quickcare.manifest.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON in exactly one way, so that no two readers can see different documents in the same signed bytes
 * (THREATS MT14): UTF-8 only, no byte order mark, no name twice in an object (also not through escapes), no fractions,
 * exponents, {@code -0} or leading zeros, no lone surrogates, nothing after the document. Depth, text length and size
 * are bounded.
 */
public final class StrictJson {
    /** How deep arrays and objects may nest. */
    public static final int MAX_DEPTH = 32;

    /** How long one text may be, in UTF-16 units. */
    public static final int MAX_STRING_LENGTH = 1 << 16;

    /** How large a document may be, in bytes. A caller who knows better bounds what it reads. */
    public static final int MAX_DOCUMENT_BYTES = 1 << 26;

    private final String text;
    private int at;
    private int depth;

    private StrictJson(String text) {
        this.text = text;
    }

    /**
     * Reads one document.
     *
     * @param utf8 the whole document
     * @return its value
     * @throws JsonException where the bytes are anything but one strict document within the bounds
     */
    public static JsonValue parse(byte[] utf8) throws JsonException {
        if (utf8.length > MAX_DOCUMENT_BYTES) {
            throw new JsonException("the document has " + utf8.length + " bytes, more than " + MAX_DOCUMENT_BYTES);
        }
        StrictJson reader = new StrictJson(decode(utf8));
        reader.skipSpace();
        JsonValue value = reader.value();
        reader.skipSpace();
        if (reader.at < reader.text.length()) {
            throw reader.wrong("something follows the document");
        }
        return value;
    }

    /** Reads one document that must be an object. @throws JsonException as {@link #parse}, or for another value */
    public static JsonObject parseObject(byte[] utf8) throws JsonException {
        if (parse(utf8) instanceof JsonObject object) {
            return object;
        }
        throw new JsonException("the document is not an object");
    }

    private static String decode(byte[] utf8) throws JsonException {
        try {
            // A new decoder reports malformed input; it refuses overlong forms and encoded surrogates too.
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new JsonException("the document is not UTF-8: " + e.getMessage());
        }
    }

    private JsonValue value() throws JsonException {
        if (at >= text.length()) {
            throw wrong("the document ends too early");
        }
        return switch (text.charAt(at)) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new JsonString(string());
            case 't' -> word("true", new JsonBoolean(true));
            case 'f' -> word("false", new JsonBoolean(false));
            case 'n' -> word("null", new JsonNull());
            default -> integer();
        };
    }

    private JsonObject object() throws JsonException {
        enter();
        Map<String, JsonValue> members = new LinkedHashMap<>();
        if (!takeAfterSpace('}')) {
            do {
                skipSpace();
                String name = string();
                skipSpace();
                expect(':');
                skipSpace();
                if (members.put(name, value()) != null) {
                    throw wrong("a name stands twice in one object");
                }
            } while (takeAfterSpace(','));
            skipSpace();
            expect('}');
        }
        depth--;
        return new JsonObject(members);
    }

    private JsonArray array() throws JsonException {
        enter();
        List<JsonValue> items = new ArrayList<>();
        if (!takeAfterSpace(']')) {
            do {
                skipSpace();
                items.add(value());
            } while (takeAfterSpace(','));
            skipSpace();
            expect(']');
        }
        depth--;
        return new JsonArray(items);
    }

    private void enter() throws JsonException {
        if (++depth > MAX_DEPTH) {
            throw wrong("arrays and objects nest deeper than " + MAX_DEPTH);
        }
        at++;
    }

    private String string() throws JsonException {
        expect('"');
        int start = at;
        while (at < text.length() && isPlain(text.charAt(at))) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '"' && at - start <= MAX_STRING_LENGTH) {
            return wellFormed(text.substring(start, at++));
        }
        StringBuilder out = new StringBuilder();
        at = start;
        while (true) {
            if (at >= text.length()) {
                throw wrong("a text does not end");
            }
            char c = text.charAt(at++);
            if (c == '"') {
                return wellFormed(out.toString());
            }
            if (out.length() == MAX_STRING_LENGTH) {
                throw wrong("a text is longer than " + MAX_STRING_LENGTH);
            }
            if (c < 0x20) {
                throw wrong("a control character stands raw in a text");
            }
            out.append(c == '\\' ? escaped() : c);
        }
    }

    private static boolean isPlain(char c) {
        return c != '"' && c != '\\' && c >= 0x20;
    }

    private char escaped() throws JsonException {
        char c = at < text.length() ? text.charAt(at++) : ' ';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexUnit();
            default -> throw wrong("an escape is not one of JSON's");
        };
    }

    private char hexUnit() throws JsonException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            char c = at < text.length() ? text.charAt(at++) : ' ';
            // Character.digit would take digits of other scripts.
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw wrong("an escape lacks its four hexadecimal digits");
            }
            unit = (unit << 4) | digit;
        }
        return (char) unit;
    }

    private String wellFormed(String value) throws JsonException {
        try {
            JsonString.requireWellFormed(value);
        } catch (IllegalArgumentException e) {
            throw wrong("a text has a " + e.getMessage());
        }
        return value;
    }

    private JsonInteger integer() throws JsonException {
        int start = at;
        if (text.charAt(at) == '-') {
            at++;
        }
        int digits = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == digits) {
            at = start;
            throw wrong("no JSON value begins here");
        }
        boolean zero = text.charAt(digits) == '0';
        if (zero && (at - digits > 1 || digits > start)) {
            throw wrong("a number has a leading zero or is -0");
        }
        if (at < text.length() && ".eE".indexOf(text.charAt(at)) >= 0) {
            throw wrong("a number has a fraction or an exponent");
        }
        try {
            return new JsonInteger(Long.parseLong(text.substring(start, at)));
        } catch (NumberFormatException e) {
            throw wrong("a number needs more than 64 bits");
        }
    }

    private JsonValue word(String word, JsonValue value) throws JsonException {
        if (!text.startsWith(word, at)) {
            throw wrong("no JSON value begins here");
        }
        at += word.length();
        return value;
    }

    private boolean takeAfterSpace(char c) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) throws JsonException {
        if (at >= text.length() || text.charAt(at) != c) {
            throw wrong("'" + c + "' is missing");
        }
        at++;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private JsonException wrong(String what) {
        int end = Math.min(at, text.length());
        long line = 1 + text.substring(0, end).chars().filter(c -> c == '\n').count();
        int column = end - text.lastIndexOf('\n', end - 1);
        return new JsonException(what + ", in line " + line + " at character " + column);
    }
}
