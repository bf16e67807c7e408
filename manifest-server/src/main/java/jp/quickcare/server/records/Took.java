package jp.quickcare.server.records;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jp.quickcare.server.database.Database;

/**
 * How long a release took the PCs that have it already, so that a user who is asked knows what to expect (SPEC A6).
 *
 * @param updates so many PCs are counted, the latest at most
 * @param middle the middle of their times, at least a second; waiting for a place is in it
 */
public record Took(int updates, Duration middle) {
    private static final int LATEST = 100;
    /** What took longer was a PC that was switched off, or its clock. */
    private static final Duration LONGEST = Duration.ofHours(12);

    /** By the records of this database. @return empty when no PC has taken it yet; first installs do not count, for they bring everything */
    public static Optional<Took> of(Database database, String manifest) {
        List<Long> millis = database.read(handle -> handle.createQuery("SELECT ended - started FROM update_record"
                        + " WHERE manifest = :manifest AND mode IN ('differential', 'full')"
                        + " AND told_result IN ('normal', 'abnormal') AND errors = 0"
                        + " AND ended > started AND ended - started < :longest ORDER BY id DESC LIMIT :latest")
                .bind("manifest", manifest)
                .bind("longest", LONGEST.toMillis())
                .bind("latest", LATEST)
                .mapTo(Long.class)
                .list());
        if (millis.isEmpty()) {
            return Optional.empty();
        }
        long middle = millis.stream()
                .sorted()
                .skip((millis.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
        return Optional.of(new Took(millis.size(), Duration.ofSeconds(Math.max(1, Math.round(middle / 1000.0)))));
    }
}
