package jp.quickcare.manifest.json;

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

    private final StrictText text;
    private int depth;

    private StrictJson(StrictText text) {
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
        StrictText text = new StrictText(utf8);
        text.skipSpace();
        JsonValue value = new StrictJson(text).value();
        text.skipSpace();
        if (!text.isAtEnd()) {
            throw text.wrong("something follows the document");
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

    private JsonValue value() throws JsonException {
        if (text.isAtEnd()) {
            throw text.wrong("the document ends too early");
        }
        return switch (text.next()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new JsonString(text.string());
            case 't' -> word("true", new JsonBoolean(true));
            case 'f' -> word("false", new JsonBoolean(false));
            case 'n' -> word("null", new JsonNull());
            default -> new JsonInteger(text.integer());
        };
    }

    private JsonObject object() throws JsonException {
        enter();
        Map<String, JsonValue> members = new LinkedHashMap<>();
        if (!text.takeAfterSpace('}')) {
            do {
                text.skipSpace();
                String name = text.string();
                text.skipSpace();
                text.expect(':');
                text.skipSpace();
                if (members.put(name, value()) != null) {
                    throw text.wrong("a name stands twice in one object");
                }
            } while (text.takeAfterSpace(','));
            text.skipSpace();
            text.expect('}');
        }
        depth--;
        return new JsonObject(members);
    }

    private JsonArray array() throws JsonException {
        enter();
        List<JsonValue> items = new ArrayList<>();
        if (!text.takeAfterSpace(']')) {
            do {
                text.skipSpace();
                items.add(value());
            } while (text.takeAfterSpace(','));
            text.skipSpace();
            text.expect(']');
        }
        depth--;
        return new JsonArray(items);
    }

    private void enter() throws JsonException {
        if (++depth > MAX_DEPTH) {
            throw text.wrong("arrays and objects nest deeper than " + MAX_DEPTH);
        }
        text.skip();
    }

    private JsonValue word(String word, JsonValue value) throws JsonException {
        text.word(word);
        return value;
    }
}
