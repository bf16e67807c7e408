package jp.quickcare.manifest.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * OLPC's canonical JSON, the form that TUF signatures cover: no space, names sorted by code point, only {@code "} and
 * {@code \} escaped. Its texts may hold raw control characters, so it is for signing and not for storing; see
 * {@link JsonText}.
 */
public final class CanonicalJson {
    /** UTF-16 order differs from code point order where surrogates meet U+E000 to U+FFFF. */
    static final Comparator<String> BY_CODE_POINT = CanonicalJson::compareByCodePoint;

    private CanonicalJson() {}

    /** The canonical form in UTF-8. */
    public static byte[] encode(JsonValue value) {
        Utf8Text out = new Utf8Text();
        write(value, out, false);
        return out.toBytes();
    }

    static void write(JsonValue value, Utf8Text out, boolean escapeControls) {
        if (value instanceof JsonObject object) {
            writeObject(object, out, escapeControls);
        } else if (value instanceof JsonArray array) {
            String separator = "[";
            for (JsonValue item : array.items()) {
                out.append(separator);
                write(item, out, escapeControls);
                separator = ",";
            }
            out.append(array.items().isEmpty() ? "[]" : "]");
        } else if (value instanceof JsonString text) {
            writeString(text.value(), out, escapeControls);
        } else if (value instanceof JsonInteger number) {
            out.append(Long.toString(number.value()));
        } else if (value instanceof JsonBoolean truth) {
            out.append(Boolean.toString(truth.value()));
        } else {
            out.append("null");
        }
    }

    private static void writeObject(JsonObject object, Utf8Text out, boolean escapeControls) {
        List<Map.Entry<String, JsonValue>> members =
                new ArrayList<>(object.members().entrySet());
        members.sort(Map.Entry.comparingByKey(BY_CODE_POINT));
        String separator = "{";
        for (Map.Entry<String, JsonValue> member : members) {
            out.append(separator);
            writeString(member.getKey(), out, escapeControls);
            out.append(':');
            write(member.getValue(), out, escapeControls);
            separator = ",";
        }
        out.append(members.isEmpty() ? "{}" : "}");
    }

    private static void writeString(String text, Utf8Text out, boolean escapeControls) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
                out.append(c);
            } else if (c < 0x20 && escapeControls) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static int compareByCodePoint(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                // A surrogate stands for a code point above U+FFFF, so it is greater than any unit that is none.
                int bySurrogate = Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
                return bySurrogate != 0 ? bySurrogate : Character.compare(a, b);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
