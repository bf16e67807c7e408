package jp.quickcare.sample;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What QuickCare says, in the language of the system: Japanese, or else English. */
public final class Texts {

    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle(
            "jp.quickcare.sample.messages",
            Locale.getDefault(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

    private Texts() {}

    /** @return whether the user reads Japanese */
    public static boolean japanese() {
        return "ja".equals(Locale.getDefault().getLanguage());
    }

    /**
     * @param key a key of {@code messages.properties}
     * @param facts put in place of {@code {0}}, {@code {1}}, …
     */
    public static String text(String key, Object... facts) {
        String pattern = BUNDLE.getString(key);
        return facts.length == 0 ? pattern : new MessageFormat(pattern, Locale.getDefault()).format(facts);
    }
}
