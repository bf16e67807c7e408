package jp.quickcare.server.systemlog;

import java.util.Locale;
import java.util.ResourceBundle;

/** The log's sentences: Japanese where that is asked for, else English. */
final class Texts {
    private Texts() {}

    static ResourceBundle of(Locale locale) {
        Locale used = locale.getLanguage().equals("ja") ? Locale.JAPANESE : Locale.ROOT;
        return ResourceBundle.getBundle(
                "jp.quickcare.server.systemlog.messages",
                used,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
