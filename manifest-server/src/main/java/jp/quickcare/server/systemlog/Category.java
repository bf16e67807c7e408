package jp.quickcare.server.systemlog;

import java.util.Arrays;
import java.util.Locale;

/** What an entry of the log is about (SPEC A10). */
public enum Category {
    /** A PC has begun to update. */
    UPDATE_STARTED,
    /** The end of an update, however it ended. */
    UPDATE_ENDED,
    /** Files could not be had. */
    DOWNLOAD,
    /** Files could not be put in place. */
    APPLY,
    /** The user stopped it. */
    ABORTED,
    /** No answer from the server. */
    HEADER,
    /** The new version could not be registered. */
    VERSION_STORE,
    /** Somebody did something in the console. */
    ADMINISTRATION;

    /** As it is stored and in the export, for example {@code update-started}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Category ofCode(String code) {
        return Arrays.stream(values())
                .filter(category -> category.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("category " + code));
    }

    /** Its name, Japanese or English. */
    public String title(Locale locale) {
        return Texts.of(locale).getString("category." + code());
    }
}
