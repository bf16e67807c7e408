package jp.quickcare.server.systemlog;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an entry says: which sentence, and the facts in it. Its words are looked up when it is read, so one log is read
 * in both languages.
 *
 * @param key of the sentence, for example {@code update-started.new}
 * @param facts by the names that the sentence has for them; what a client sent stands in them as it came
 */
public record Message(String key, Map<String, String> facts) {
    /** {@code [: {detail}]} is left out where there is no such fact. */
    private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\[\\]]*)\\{([a-z]+)}([^\\[\\]]*)]");

    private static final Pattern FACT = Pattern.compile("\\{([a-z]+)}");

    /** Copies the facts. */
    public Message {
        facts = Map.copyOf(facts);
    }

    /** The sentence, Japanese or English. */
    public String text(Locale locale) {
        String template = Texts.of(locale).getString("log." + key);
        String fitting = OPTIONAL.matcher(template)
                .replaceAll(part -> Matcher.quoteReplacement(
                        fact(part.group(2)).isEmpty()
                                ? ""
                                : part.group(1) + "{" + part.group(2) + "}" + part.group(3)));
        return FACT.matcher(fitting).replaceAll(part -> Matcher.quoteReplacement(said(part.group(1), locale)));
    }

    /** Whether there is a sentence of an administrator's doing by that key. */
    static boolean hasWords(String key) {
        return key.startsWith("admin.") && Texts.of(Locale.ROOT).containsKey("log." + key);
    }

    /** Words of ours that stand in a sentence are in its language; {@code reason.ja} is {@code reason} in Japanese. */
    private String said(String name, Locale locale) {
        String translated = fact(name + "." + locale.getLanguage());
        if (!translated.isEmpty()) {
            return translated;
        }
        String key = "fact." + name + "." + fact(name);
        return Texts.of(locale).containsKey(key) ? Texts.of(locale).getString(key) : fact(name);
    }

    private String fact(String name) {
        return facts.getOrDefault(name, "");
    }
}
