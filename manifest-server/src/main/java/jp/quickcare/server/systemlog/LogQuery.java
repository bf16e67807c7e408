package jp.quickcare.server.systemlog;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries are looked for.
 *
 * @param text anywhere in the sentence (of either language), PC or user, however written; empty for all
 * @param pc the whole name of a PC, in small or capital letters; empty for all
 * @param user the whole name of a user; empty for all
 * @param severity only these
 * @param category only these
 * @param from not before
 * @param to before
 */
public record LogQuery(
        String text,
        String pc,
        String user,
        Optional<Severity> severity,
        Optional<Category> category,
        Optional<Instant> from,
        Optional<Instant> to) {
    /** Every entry. */
    public static final LogQuery ALL =
            new LogQuery("", "", "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
