package jp.quickcare.manifest.release;

import java.util.Locale;

/** What a site wants of its PCs for one application and channel (SPEC A6). */
public enum StartMode {
    /** An old release does not start: yes updates, no quits. */
    REQUIRED,
    /** An old release starts and shows that an update is there. */
    OPTIONAL,
    /** Nobody starts. */
    REFUSED;

    /** The word in signed metadata: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #word()}. @throws IllegalArgumentException for any other word */
    public static StartMode ofWord(String word) {
        for (StartMode mode : values()) {
            if (mode.word().equals(word)) {
                return mode;
            }
        }
        throw new IllegalArgumentException(
                "mode \"" + Text.visible(word, 20) + "\" is none of required, optional, refused");
    }
}
