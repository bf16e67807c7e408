package jp.quickcare.server.tray;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** What the icon says, in one language. */
record Texts(Locale locale) {
    private static final String BUNDLE = "jp.quickcare.server.tray.texts";

    /** @param setting of the site; without one the system's language counts */
    static Texts of(Optional<Locale> setting) {
        return new Texts(setting.orElseGet(Locale::getDefault));
    }

    String get(String key, Object... facts) {
        // Without a fallback to the system's language: English is what is said where there is no translation.
        ResourceBundle bundle = ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
        return MessageFormat.format(bundle.getString(key), facts);
    }
}
