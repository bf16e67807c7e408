package jp.quickcare.server.console.words;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.Set;

/** The console's words, numbers and times in one language. Immutable. */
public final class Texts {
    private static final Set<String> LANGUAGES = Set.of("ja", "en");
    private static final long KIB = 1024;
    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

    private final Locale locale;
    private final ResourceBundle bundle;
    private final DateTimeFormatter minutes;
    private final DateTimeFormatter seconds;

    private Texts(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(
                "jp.quickcare.server.console.messages",
                locale,
                Texts.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        boolean japanese = locale.getLanguage().equals("ja");
        ZoneId zone = ZoneId.systemDefault();
        this.minutes = DateTimeFormatter.ofPattern(japanese ? "yyyy/MM/dd HH:mm" : "d MMM yyyy HH:mm", locale)
                .withZone(zone);
        this.seconds = DateTimeFormatter.ofPattern(japanese ? "yyyy/MM/dd HH:mm:ss" : "d MMM yyyy HH:mm:ss", locale)
                .withZone(zone);
    }

    /** The words of a language: of Japanese for {@code ja}, else of English. */
    public static Texts in(String language) {
        return new Texts(language.equals("ja") ? Locale.JAPANESE : Locale.ENGLISH);
    }

    /** The same words in another language. */
    public Texts forLanguage(String language) {
        return language.equals(language()) ? this : in(language);
    }

    /** Whether the console speaks it. */
    public static boolean speaks(String language) {
        return LANGUAGES.contains(language);
    }

    /** {@code ja} or {@code en}. */
    public String language() {
        return locale.getLanguage();
    }

    /** The language, for what others say in it. */
    public Locale locale() {
        return locale;
    }

    /** A message with its arguments; numbers are written as this language does. */
    public String of(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }

    /** Whether there is a message of that name. */
    public boolean has(String key) {
        try {
            bundle.getString(key);
            return true;
        } catch (MissingResourceException e) {
            return false;
        }
    }

    /** The message of that name, or the other text where there is none: for codes that others made. */
    public String orElse(String key, String otherwise) {
        return has(key) ? of(key) : otherwise;
    }

    /** A number of things. */
    public String number(long number) {
        return String.format(locale, "%,d", number);
    }

    /** A date and a time of day on the server, to the minute. */
    public String time(Instant instant) {
        return minutes.format(instant);
    }

    /** A date and a time of day on the server, to the second. */
    public String exactTime(Instant instant) {
        return seconds.format(instant);
    }

    /** How long ago that was, roughly. */
    public String ago(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        if (age.toMinutes() < 1) {
            return of("time.now");
        }
        if (age.toHours() < 1) {
            return of("time.minutes", age.toMinutes());
        }
        if (age.toDays() < 1) {
            return of("time.hours", age.toHours());
        }
        return age.toDays() < 30 ? of("time.days", age.toDays()) : time(then);
    }

    /** A number of bytes in the unit that people read best. */
    public String size(long bytes) {
        int unit = 0;
        double value = bytes;
        while (value >= KIB && unit < UNITS.length - 1) {
            value /= KIB;
            unit++;
        }
        return String.format(locale, unit == 0 || value >= 100 ? "%,.0f %s" : "%,.1f %s", value, UNITS[unit]);
    }
}
