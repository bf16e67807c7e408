package jp.quickcare.server.systemlog;

import java.util.Arrays;
import java.util.Locale;

/** How bad an entry of the log is (SPEC A10). */
public enum Severity {
    /** All is well. */
    INFORMATION(1),
    /** The user chose to go on without something. */
    WARNING(2),
    /** It ended an update. */
    ERROR(3);

    private final int number;

    Severity(int number) {
        this.number = number;
    }

    /** As it is stored. */
    public int number() {
        return number;
    }

    /** Its name, Japanese or English. */
    public String title(Locale locale) {
        return Texts.of(locale).getString("severity." + name().toLowerCase(Locale.ROOT));
    }

    static Severity of(int number) {
        return Arrays.stream(values())
                .filter(severity -> severity.number == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("severity " + number));
    }
}
