package jp.quickcare.launcher.support;

import java.util.regex.Pattern;

/** Takes out of text what must not leave the PC: passwords, wherever they may have got to. Pure. */
final class Redaction {
    private static final String GONE = "***";
    private static final Pattern IN_ADDRESS = Pattern.compile("(?<=://)[^/@\\s]*@");
    private static final Pattern SETTING =
            Pattern.compile("(?im)^(\\s*[\\w.-]*(?:password|passwd|secret|credential|token)[\\w.-]*\\s*[=:]).*$");
    private static final Pattern HEADER =
            Pattern.compile("(?i)((?:proxy-)?authorization\\s*:\\s*|quickcare-ticket\\s*:\\s*).*");

    private Redaction() {}

    static String of(String text) {
        String plain = IN_ADDRESS.matcher(text).replaceAll(GONE + "@");
        plain = SETTING.matcher(plain).replaceAll("$1" + GONE);
        return HEADER.matcher(plain).replaceAll("$1" + GONE);
    }
}
