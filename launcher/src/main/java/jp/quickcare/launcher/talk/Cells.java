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
        boolean halfWidth = in(c, 0xff61, 0xffdc);
        boolean punctuation = in(c, 0x3000, 0x303f) || in(c, 0xff01, 0xff60) || in(c, 0xffe0, 0xffe6);
        UnicodeScript script = UnicodeScript.of(c);
        boolean wideScript = script == UnicodeScript.HAN
                || script == UnicodeScript.HIRAGANA
                || script == UnicodeScript.KATAKANA
                || script == UnicodeScript.HANGUL
                || c == 0x30fc;
        boolean wide = (!halfWidth && (wideScript || punctuation)) || in(c, 0x1f300, 0x1faff);
        return wide ? 2 : 1;
    }

    private static boolean in(int c, int first, int last) {
        return c >= first && c <= last;
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
