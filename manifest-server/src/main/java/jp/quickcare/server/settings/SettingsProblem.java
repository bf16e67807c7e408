package jp.quickcare.server.settings;

import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import jp.quickcare.server.messages.Sentence;

/**
 * Why a settings file cannot be used: the file, the line, the key and what is allowed (SPEC A13). Its words never have
 * the value of a password in them.
 *
 * @param file the settings file
 * @param line counted from 1; 0 where no single line is to blame
 * @param key of the setting; empty where no single one is to blame
 * @param code which sentence, as in the messages
 * @param detail the value that cannot be used, or what the sentence needs beside it; empty for none
 * @param allowed what would do
 */
public record SettingsProblem(Path file, int line, String key, String code, String detail, Words allowed)
        implements Sentence {
    /** A part of a sentence that is there in every language. */
    @FunctionalInterface
    interface Words {
        /** No words. */
        Words NONE = locale -> "";

        /** The words in this language. */
        String in(Locale locale);

        /** The same in all languages, such as the name of a key. */
        static Words of(String name) {
            return locale -> name;
        }

        /** A message of ours. */
        static Words message(String code, Object... arguments) {
            return locale -> text(locale, code, arguments);
        }
    }

    /** One sentence: what is wrong, where, and what to do. */
    public String sentence(Locale locale) {
        String where = line > 0 ? text(locale, "where-line", file, String.valueOf(line)) : file.toString();
        return text(locale, code, where, "", key, detail, allowed.in(locale));
    }

    @Override
    public String in(Locale locale) {
        return sentence(locale);
    }

    /** The sentence in English, for logs. */
    @Override
    public String toString() {
        return sentence(Locale.ENGLISH);
    }

    private static String text(Locale locale, String code, Object... arguments) {
        ResourceBundle messages = ResourceBundle.getBundle(
                "jp.quickcare.server.settings.messages",
                locale,
                SettingsProblem.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new MessageFormat(messages.getString(code), locale).format(arguments);
    }
}
