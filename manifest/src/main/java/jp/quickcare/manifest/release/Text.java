package jp.quickcare.manifest.release;

/** Bounds for text that others wrote. */
final class Text {
    private Text() {}

    /** True if a terminal or an options file could take part of the text for a command. */
    static boolean hasControls(String text) {
        return text.codePoints().anyMatch(Text::isControl);
    }

    static boolean isControl(int codePoint) {
        int type = Character.getType(codePoint);
        // Format characters turn the direction of text or hide it; line separators end lines.
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** An excerpt that is safe to put into a log or a sentence. */
    static String visible(String text, int maxLength) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(maxLength).forEach(c -> {
            if (isControl(c) || Character.getType(c) == Character.SURROGATE) {
                out.append(String.format("\\u%04x", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return text.length() > maxLength ? out + "…" : out.toString();
    }
}
