package jp.quickcare.server.console.page;

import java.time.Instant;
import java.util.Optional;

/**
 * How the import that runs now, or ran last, is doing.
 *
 * @param running whether it goes on
 * @param from what is taken over, as a person reads it; empty before the first import
 * @param what it does just now; empty where it has not begun
 * @param doneBytes of {@code totalBytes}
 * @param totalBytes 0 where unknown
 * @param outcome how it ended
 * @param ended when; the epoch while it goes on
 */
public record ImportState(
        boolean running,
        String from,
        String what,
        long doneBytes,
        long totalBytes,
        Optional<Outcome> outcome,
        Instant ended) {
    /** Nothing was imported since the server began. */
    public static final ImportState NONE = new ImportState(false, "", "", 0, 0, Optional.empty(), Instant.EPOCH);

    /** How an import ended. */
    public sealed interface Outcome {}

    /**
     * It is done.
     *
     * @param releases what the site has now of what was asked for, for people
     * @param broughtBytes how many bytes that took
     */
    public record Done(String releases, long broughtBytes) implements Outcome {}

    /**
     * It failed, and nothing was changed.
     *
     * @param english why, in one sentence
     * @param japanese the same in Japanese
     */
    public record Failed(String english, String japanese) implements Outcome {}

    /** How far it is, 0 to 100; empty where that is unknown. */
    public Optional<Integer> percent() {
        return totalBytes <= 0 ? Optional.empty() : Optional.of((int) Math.min(100, doneBytes * 100 / totalBytes));
    }
}
