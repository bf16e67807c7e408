package jp.quickcare.server.records;

import java.util.Locale;
import java.util.Optional;

/** How an update ended (SPEC A9, A10). */
public enum Result {
    /** With no warning. */
    NORMAL,
    /** Everything is on the PC and nothing is put in place: an update of its own does that later. */
    BROUGHT,
    /** With at least one warning. */
    ABNORMAL,
    /** An error ended it. */
    FAILED;

    /** As it is written on the wire, for example {@code normal}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one with that code. */
    public static Optional<Result> ofCode(String code) {
        for (Result result : values()) {
            if (result.code().equals(code)) {
                return Optional.of(result);
            }
        }
        return Optional.empty();
    }

    /** By the update's entries, and never better than the PC itself said, in whatever order these came. */
    public static Result of(String told, long warnings, long errors) {
        Result byEntries = errors > 0 ? FAILED : warnings > 0 ? ABNORMAL : NORMAL;
        Result byPc = ofCode(told).orElse(NORMAL);
        return byEntries.compareTo(byPc) >= 0 ? byEntries : byPc;
    }
}
