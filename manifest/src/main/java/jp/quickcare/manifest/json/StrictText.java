package jp.quickcare.manifest.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text of a document as it is read from left to right: texts, numbers and marks, each in its one allowed form. */
final class StrictText {
    private final String text;
    private int at;

    /** @throws JsonException the bytes are not UTF-8 */
    StrictText(byte[] utf8) throws JsonException {
        this.text = decode(utf8);
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

    boolean isAtEnd() {
        return at >= text.length();
    }

    /** The next character, which is there. */
    char next() {
        return text.charAt(at);
    }

    void skip() {
        at++;
    }

    String string() throws JsonException {
        expect('"');
        int start = at;
        while (at < text.length() && isPlain(text.charAt(at))) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '"' && at - start <= StrictJson.MAX_STRING_LENGTH) {
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
            if (out.length() == StrictJson.MAX_STRING_LENGTH) {
                throw wrong("a text is longer than " + StrictJson.MAX_STRING_LENGTH);
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

    long integer() throws JsonException {
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
            return Long.parseLong(text.substring(start, at));
        } catch (NumberFormatException e) {
            throw wrong("a number needs more than 64 bits");
        }
    }

    /** Takes just this word. */
    void word(String word) throws JsonException {
        if (!text.startsWith(word, at)) {
            throw wrong("no JSON value begins here");
        }
        at += word.length();
    }

    /** @return whether it was there */
    boolean takeAfterSpace(char c) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    void expect(char c) throws JsonException {
        if (at >= text.length() || text.charAt(at) != c) {
            throw wrong("'" + c + "' is missing");
        }
        at++;
    }

    void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** What is wrong here. */
    JsonException wrong(String what) {
        int end = Math.min(at, text.length());
        long line = 1 + text.substring(0, end).chars().filter(c -> c == '\n').count();
        int column = end - text.lastIndexOf('\n', end - 1);
        return new JsonException(what + ", in line " + line + " at character " + column);
    }
}
