package jp.quickcare.manifest.text;

/**
 * Text of others, shown as it is: what a terminal would take for a command, and what would turn or hide the text around
 * it, is written out, <code>&#92;u001b</code> for an escape (THREATS SA3). Line ends and tabs stay. Pure.
 */
public final class Visible {
    private Visible() {}

    /** The text with everything in it to be seen. */
    public static String of(String text) {
        return of(text, Integer.MAX_VALUE);
    }

    /** The same of no more than so many characters of the text, 0 or more. */
    public static String of(String text, int maxLength) {
        if (text.length() <= maxLength && text.codePoints().allMatch(c -> isVisible(c) || c == '\n' || c == '\t')) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().limit(maxLength).forEach(c -> append(shown, c));
        return shown.toString();
    }

    /** Appends one character, written out where it cannot be seen. */
    static void append(StringBuilder shown, int codePoint) {
        if (isVisible(codePoint) || codePoint == '\n' || codePoint == '\t') {
            shown.appendCodePoint(codePoint);
        } else {
            String hex = Integer.toHexString(codePoint);
            shown.append("\\u")
                    .append("0".repeat(Math.max(0, 4 - hex.length())))
                    .append(hex);
        }
    }

    /** False for controls, for what turns the direction of writing or takes no room, for line separators. */
    public static boolean isVisible(int codePoint) {
        int type = Character.getType(codePoint);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
