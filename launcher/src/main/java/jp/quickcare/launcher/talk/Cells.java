package jp.quickcare.launcher.talk;

import java.lang.Character.UnicodeScript;

/** How wide text is on a terminal, in cells: Chinese, Japanese and Korean characters take two. */
final class Cells {
    private Cells() {}

    static int width(String text) {
        return text.codePoints().map(Cells::width).sum();
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean halfWidth = c >= 0xff61 && c <= 0xffdc;
        boolean punctuation = c >= 0x3000 && c <= 0x303f || c >= 0xff01 && c <= 0xff60 || c >= 0xffe0 && c <= 0xffe6;
        UnicodeScript script = UnicodeScript.of(c);
        boolean wideScript = script == UnicodeScript.HAN
                || script == UnicodeScript.HIRAGANA
                || script == UnicodeScript.KATAKANA
                || script == UnicodeScript.HANGUL
                || c == 0x30fc;
        boolean wide = !halfWidth && (wideScript || punctuation) || c >= 0x1f300 && c <= 0x1faff;
        return wide ? 2 : 1;
    }

    /** The beginning of the text that fits. */
    static String cut(String text, int cells) {
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            used += width(c);
            if (used > cells) {
                return text.substring(0, i);
            }
            i += Character.charCount(c);
        }
        return text;
    }
}
