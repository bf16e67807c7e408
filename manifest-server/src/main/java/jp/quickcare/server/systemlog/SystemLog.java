package jp.quickcare.server.systemlog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.quickcare.server.database.Database;
import jp.quickcare.server.database.Folded;
import jp.quickcare.server.database.Page;
import jp.quickcare.server.database.Sequence;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The system log, newest first (SPEC A10). Reads the database, so not on an I/O thread. Thread-safe. */
public final class SystemLog {
    /** So many entries are looked through for one page, so that none takes long, however rare the text is. */
    static final int LOOKED_THROUGH = 100_000;
    /** Entries stand in the order of their numbers, their times nearly so: a clock that is put right changes places. */
    private static final int OUT_OF_ORDER = 10_000;

    private static final int DELETED_AT_ONCE = 1_000;

    private final Database database;

    /** Of this database. */
    public SystemLog(Database database) {
        this.database = database;
    }

    /**
     * Entries that are looked for, newest first. A page may have few or none and still say where it goes on: then so
     * many entries were looked through without finding more.
     *
     * @param before where the page before ended; empty for the first
     * @param limit at most so many, 1 to 1,000
     * @throws IllegalArgumentException {@code before} is from nowhere
     */
    public Page<LogEntry> page(LogQuery wanted, Optional<String> before, int limit) {
        return database.read(handle -> page(handle, wanted, before, limit));
    }

    private static Page<LogEntry> page(Handle handle, LogQuery wanted, Optional<String> before, int limit) {
        long last = Sequence.last(handle, "log");
        long to = Math.min(last + 1, before.map(SystemLog::cursor).orElse(Long.MAX_VALUE));
        long floor = 0;
        if (wanted.to().isPresent()) {
            to = Math.min(to, lastBefore(handle, wanted.to().get()) + OUT_OF_ORDER);
        }
        if (wanted.from().isPresent()) {
            floor = Math.max(0, firstFrom(handle, wanted.from().get(), last) - OUT_OF_ORDER);
        }
        boolean lookedThrough = wanted.pc().isBlank()
                && wanted.user().isBlank()
                && (!wanted.text().isBlank() || wanted.category().isPresent());
        long end = lookedThrough ? Math.max(floor, to - LOOKED_THROUGH) : floor;
        List<LogEntry> found = rows(handle, wanted, end, to, limit + 1);
        if (found.size() > limit) {
            List<LogEntry> rows = found.subList(0, limit);
            return new Page<>(
                    rows, Optional.of(Long.toString(rows.get(limit - 1).id())));
        }
        boolean more = end > floor && end > oldest(handle);
        return new Page<>(found, more ? Optional.of(Long.toString(end + 1)) : Optional.empty());
    }

    private static List<LogEntry> rows(Handle handle, LogQuery wanted, long floor, long before, int limit) {
        StringBuilder sql =
                new StringBuilder("SELECT " + LogRows.COLUMNS + " FROM log_entry WHERE id < :before AND id > :floor");
        // The sign keeps the databases from going by the index of times, which is not the order of the log.
        wanted.from().ifPresent(from -> sql.append(" AND +time >= :from"));
        wanted.to().ifPresent(to -> sql.append(" AND +time < :to"));
        wanted.severity().ifPresent(severity -> sql.append(" AND severity = :severity"));
        wanted.category().ifPresent(category -> sql.append(" AND category = :category"));
        sql.append(wanted.pc().isBlank() ? "" : " AND folded_pc = :pc");
        sql.append(wanted.user().isBlank() ? "" : " AND folded_login = :login");
        sql.append(wanted.text().isBlank() ? "" : " AND folded LIKE :text ESCAPE '!'");
        sql.append(" ORDER BY id DESC LIMIT :limit");
        Query query = handle.createQuery(sql.toString())
                .bind("before", before)
                .bind("floor", floor)
                .bind("limit", limit);
        wanted.from().ifPresent(from -> query.bind("from", from.toEpochMilli()));
        wanted.to().ifPresent(to -> query.bind("to", to.toEpochMilli()));
        wanted.severity().ifPresent(severity -> query.bind("severity", severity.number()));
        wanted.category().ifPresent(category -> query.bind("category", category.code()));
        if (!wanted.pc().isBlank()) {
            query.bind("pc", Folded.of(wanted.pc()));
        }
        if (!wanted.user().isBlank()) {
            query.bind("login", Folded.of(wanted.user()));
        }
        if (!wanted.text().isBlank()) {
            query.bind("text", Folded.anywhere(wanted.text()));
        }
        return query.map((row, context) -> LogRows.entry(row)).list();
    }

    private static long cursor(String before) {
        return Long.parseLong(before);
    }

    private static long firstFrom(Handle handle, Instant from, long last) {
        return handle.createQuery("SELECT id FROM log_entry WHERE time >= :from ORDER BY time LIMIT 1")
                .bind("from", from.toEpochMilli())
                .mapTo(Long.class)
                .findOne()
                .orElse(last);
    }

    private static long lastBefore(Handle handle, Instant to) {
        return handle.createQuery("SELECT id FROM log_entry WHERE time < :to ORDER BY time DESC LIMIT 1")
                .bind("to", to.toEpochMilli())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    private static long oldest(Handle handle) {
        return handle.createQuery("SELECT id FROM log_entry ORDER BY id LIMIT 1")
                .mapTo(Long.class)
                .findOne()
                .orElse(Long.MAX_VALUE);
    }

    /**
     * Adds an entry behind all that are there; returns at once. One that cannot be written is lost, as the database says.
     *
     * @param then done when it is there, on the writing thread; returns at once
     */
    public void add(NewEntry entry, Instant now, Runnable then) {
        var unused = database.write(handle -> {
                    LogRows.add(handle, List.of(entry), now);
                    return true;
                })
                .thenRun(then);
    }

    /** As {@link #add}; returns when it lasts. @throws java.util.concurrent.CompletionException it cannot be written */
    void keep(NewEntry entry, Instant time) {
        database.write(handle -> {
                    LogRows.add(handle, List.of(entry), time);
                    return true;
                })
                .join();
    }

    /**
     * Drops entries that are older (SPEC A10), a few at a time, so that nobody waits for long.
     *
     * @return how many
     */
    public int drop(Duration older, Instant now) {
        int dropped = 0;
        int some;
        do {
            long before = now.minus(older).toEpochMilli();
            some = database.write(handle -> handle.createUpdate("DELETE FROM log_entry WHERE id IN"
                                    + " (SELECT id FROM log_entry WHERE time < :before ORDER BY time LIMIT :some)")
                            .bind("before", before)
                            .bind("some", DELETED_AT_ONCE)
                            .execute())
                    .join();
            dropped += some;
        } while (some == DELETED_AT_ONCE);
        return dropped;
    }
}
