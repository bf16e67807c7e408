package jp.quickcare.server.records;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.quickcare.server.database.Database;
import jp.quickcare.server.database.Page;
import jp.quickcare.server.live.Changes;
import jp.quickcare.server.live.Topic;
import org.jdbi.v3.core.statement.Query;

/** The updates of all PCs, newest first. Reads the database, so not on an I/O thread. Thread-safe. */
public final class Records {
    /** An update of which nothing was heard for so long, nor of its PC, is shown as vanished. */
    static final Duration SILENCE = Duration.ofMinutes(3);

    private static final int DROPPED_AT_ONCE = 500;

    private final Database database;
    private final Clock clock;
    private final LiveProgress live;
    private final Changes changes;

    /** Of this database. */
    public Records(Database database, Clock clock, LiveProgress live, Changes changes) {
        this.database = database;
        this.clock = clock;
        this.live = live;
        this.changes = changes;
    }

    /**
     * Updates, newest first; those that go on with their progress of this second.
     *
     * @param before where the page before ended; empty for the first
     * @param limit at most so many, 1 to 1,000
     */
    public Page<UpdateRecord> page(RecordQuery wanted, Optional<String> before, int limit) {
        String sql = "SELECT " + RecordRows.COLUMNS + " FROM update_record WHERE id < :before"
                + (wanted.client().isEmpty() ? "" : " AND client = :client")
                + (wanted.running() ? " AND ended = 0" : "")
                + " ORDER BY id DESC LIMIT :limit";
        List<UpdateRecord> found = database.read(handle -> {
            Query query = handle.createQuery(sql)
                    .bind("before", before.map(Long::parseLong).orElse(Long.MAX_VALUE))
                    .bind("limit", limit + 1);
            if (!wanted.client().isEmpty()) {
                query.bind("client", wanted.client());
            }
            return query.map((row, context) -> now(RecordRows.record(row))).list();
        });
        boolean more = found.size() > limit;
        List<UpdateRecord> rows = more ? found.subList(0, limit) : found;
        return new Page<>(
                rows, more ? Optional.of(Long.toString(rows.get(limit - 1).id())) : Optional.empty());
    }

    /** One update by its number. */
    public Optional<UpdateRecord> find(long id) {
        return database.read(
                handle -> handle.createQuery("SELECT " + RecordRows.COLUMNS + " FROM update_record WHERE id = :id")
                        .bind("id", id)
                        .map((row, context) -> now(RecordRows.record(row)))
                        .findOne());
    }

    /** How many go on. */
    public long running() {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM update_record WHERE ended = 0")
                .mapTo(Long.class)
                .one());
    }

    private UpdateRecord now(UpdateRecord record) {
        if (record.state() == UpdateRecord.State.ENDED) {
            return record;
        }
        return live.of(record.client(), record.update()).map(record::with).orElse(record);
    }

    /** Marks updates of which nothing was heard for long; called now and then. */
    public void markVanished() {
        Instant now = clock.instant();
        var unused = database.write(
                        handle -> handle.createUpdate("UPDATE update_record SET ended = heard, told_result = :vanished"
                                        + " WHERE ended = 0 AND heard < :silent AND NOT EXISTS (SELECT 1 FROM client"
                                        + " WHERE client.id = update_record.client AND client.last_seen >= :silent"
                                        + " AND client.updates = update_record.ordinal)")
                                .bind("vanished", RecordRows.VANISHED)
                                .bind("silent", now.minus(SILENCE).toEpochMilli())
                                .execute())
                .thenAccept(marked -> {
                    if (marked > 0) {
                        changes.changed(Topic.UPDATES);
                    }
                });
    }

    /**
     * Drops updates that ended longer ago, a few at a time, so that nobody waits for long. The newest of each PC stays.
     *
     * @return how many
     */
    public int drop(Duration older, Instant now) {
        long before = now.minus(older).toEpochMilli();
        int dropped = 0;
        Old last = new Old(0, 0, false);
        List<Old> some;
        do {
            Old from = last;
            some = database.read(handle -> handle.createQuery(
                            "SELECT r.id, r.ended, c.id AS client FROM update_record r"
                                    + " LEFT JOIN client c ON c.id = r.client AND c.updates = r.ordinal WHERE r.ended > 0"
                                    + " AND r.ended < :before AND (r.ended, r.id) > (:ended, :id) ORDER BY r.ended, r.id LIMIT :some")
                    .bind("before", before)
                    .bind("ended", from.ended)
                    .bind("id", from.id)
                    .bind("some", DROPPED_AT_ONCE)
                    .map((row, context) ->
                            new Old(row.getLong("id"), row.getLong("ended"), row.getString("client") != null))
                    .list());
            List<Long> ids =
                    some.stream().filter(old -> !old.newest).map(Old::id).toList();
            if (!ids.isEmpty()) {
                dropped += database.write(handle -> {
                            handle.createUpdate("DELETE FROM report WHERE record_id IN (<ids>)")
                                    .bindList("ids", ids)
                                    .execute();
                            return handle.createUpdate("DELETE FROM update_record WHERE id IN (<ids>)")
                                    .bindList("ids", ids)
                                    .execute();
                        })
                        .join();
            }
            last = some.isEmpty() ? last : some.get(some.size() - 1);
        } while (some.size() == DROPPED_AT_ONCE);
        return dropped;
    }

    private record Old(long id, long ended, boolean newest) {}
}
