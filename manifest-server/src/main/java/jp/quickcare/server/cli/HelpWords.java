package jp.quickcare.server.cli;

import java.util.Locale;
import java.util.ResourceBundle;
import jp.quickcare.server.messages.Language;

/** What {@code --help} says in another language than that of the annotations, which is English (SPEC F1). */
final class HelpWords {
    static final String BUNDLE = "jp.quickcare.server.cli.help";

    private HelpWords() {}

    /** The words in that language; the annotations count where it has none. */
    static ResourceBundle in(Locale locale) {
        return ResourceBundle.getBundle(
                BUNDLE,
                locale,
                Language.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
