package jp.quickcare.server.messages;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A message of ours: {@code {0}} stands for its first argument, and nothing else in the words is special. */
record Keyed(String key, List<Object> arguments) implements Sentence {
    static final String BUNDLE = "jp.quickcare.server.messages.messages";
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    @Override
    public String in(Locale locale) {
        return PLACE.matcher(words(key, locale))
                .replaceAll(place ->
                        Matcher.quoteReplacement(shown(arguments.get(Integer.parseInt(place.group(1))), locale)));
    }

    static String shown(Object argument, Locale locale) {
        return argument instanceof Sentence sentence ? sentence.in(locale) : argument.toString();
    }

    static String words(String key, Locale locale) {
        // Without the detour by the system's own language that Java would take.
        return ResourceBundle.getBundle(
                        BUNDLE,
                        locale,
                        Keyed.class.getClassLoader(),
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
                .getString(key);
    }

    @Override
    public String toString() {
        return in(Locale.ENGLISH);
    }
}
