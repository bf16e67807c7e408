package jp.quickcare.launcher.talk;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Pattern;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.settings.SettingRule;
import jp.quickcare.manifest.release.NotAgreedException;
import jp.quickcare.manifest.text.Visible;
import org.jspecify.annotations.Nullable;

/**
 * Every sentence of the launcher, in one language: {@code messages.properties}, {@code messages_ja.properties}. They are
 * read when the first is said, for a silent command mostly says none. Thread-safe.
 */
public final class Messages {
    /** Set in the environment, it chooses the language: {@code en} or {@code ja}. */
    public static final String LANGUAGE = "QUICKCARE_LANGUAGE";

    private static final String BUNDLE = "jp.quickcare.launcher.talk.messages";
    private static final int MAX_FACT_LENGTH = 300;
    private static final Set<String> LANGUAGES = Set.of("en", "ja");

    /** As Linux and Windows, in its two languages here, say that a disk or a user's part of it is full. */
    private static final Pattern NO_ROOM =
            Pattern.compile("No space left|[Dd]isk quota exceeded|not enough space|\u7A7A\u304D\u9818\u57DF");

    private final Locale locale;
    private @Nullable ResourceBundle sentences;

    private Messages(Locale wanted) {
        // Dates and numbers in the language of the sentences around them.
        this.locale = LANGUAGES.contains(wanted.getLanguage()) ? wanted : Locale.ENGLISH;
    }

    /** The sentences in that language, in English where there are none in it. */
    public static Messages in(Locale locale) {
        return new Messages(locale);
    }

    /**
     * The sentences in the language of this process: that of the environment variable {@value #LANGUAGE} where it is
     * set, else that of the system (SPEC F1).
     */
    public static Messages ofProcess() {
        String language = System.getenv(LANGUAGE);
        return in(language == null || language.isBlank() ? Locale.getDefault() : Locale.forLanguageTag(language));
    }

    /** The sentences as a bundle; without the detour by the system's own language that Java would take. */
    public static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                BUNDLE,
                locale,
                Messages.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private synchronized ResourceBundle bundle() {
        if (sentences == null) {
            sentences = bundle(locale);
        }
        return sentences;
    }

    /** The language. */
    public Locale locale() {
        return locale;
    }

    /** The sentence of that key with these facts in it. Control characters in facts are written out. */
    public String say(String key, Object... facts) {
        Object[] shown = new Object[facts.length];
        for (int i = 0; i < facts.length; i++) {
            shown[i] = shown(facts[i]);
        }
        return new MessageFormat(bundle().getString(key), locale).format(shown);
    }

    /** What a person reads of a failure: one sentence. */
    public String sentence(UpdateFailure failure) {
        if (failure.code() == FailureCode.DISK) {
            return diskSentence(failure);
        }
        return sentence("failure." + failure.code().name(), failure.facts().toArray());
    }

    /** The platform tells best which file it was, and why. */
    private String diskSentence(UpdateFailure failure) {
        Object[] facts = failure.facts().toArray();
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (NO_ROOM.matcher(String.valueOf(cause.getMessage())).find()) {
                return sentence("failure.DISK.full", facts);
            }
            if (cause instanceof FileSystemException file && file.getFile() != null) {
                String key = cause instanceof AccessDeniedException ? "failure.DISK.denied" : "failure.DISK";
                return sentence(key, new Object[] {wanted(file.getFile())});
            }
        }
        return sentence("failure.DISK", facts);
    }

    /** Nobody knows the file that was to become this one. */
    private static String wanted(String file) {
        return file.endsWith(DurableFiles.UNFINISHED)
                ? file.substring(0, file.length() - DurableFiles.UNFINISHED.length())
                : file;
    }

    private String sentence(String key, Object[] facts) {
        // A sentence exists for each number of facts that its code comes with, the one with most facts that fits.
        for (int count = facts.length; count > 0; count--) {
            if (bundle().containsKey(key + "." + count)) {
                // A fact may be empty, for example what an administrator did not say.
                return say(key + "." + count, facts).strip();
            }
        }
        return say(key, facts);
    }

    private Object shown(Object fact) {
        if (fact instanceof Long bytes) {
            return size(bytes);
        }
        if (fact instanceof Instant instant) {
            return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                    .withLocale(locale)
                    .withZone(ZoneId.systemDefault())
                    .format(instant);
        }
        if (fact instanceof NotAgreedException.Reason reason) {
            return say("reason." + reason.name());
        }
        if (fact instanceof SettingRule rule) {
            return say("allowed." + rule.name());
        }
        if (fact instanceof Number) {
            return fact.toString();
        }
        return printable(String.valueOf(fact), MAX_FACT_LENGTH);
    }

    /** A number of bytes in the unit that suits it, for example {@code 12.3 MB}; units of 1,000. */
    public String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        if (bytes < 1_000_000) {
            return String.format(locale, "%.0f kB", bytes / 1e3);
        }
        return bytes < 1_000_000_000
                ? String.format(locale, "%.1f MB", bytes / 1e6)
                : String.format(locale, "%.2f GB", bytes / 1e9);
    }

    /**
     * Text of others, made safe for a terminal: nothing in it moves the cursor, changes a colour, turns the direction
     * of writing or hides; what would is written out (THREATS SA3). Line ends stay.
     */
    public static String printable(String text, int maxLength) {
        return Visible.of(text, maxLength);
    }
}
