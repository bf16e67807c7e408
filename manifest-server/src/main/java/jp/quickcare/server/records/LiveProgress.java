package jp.quickcare.server.records;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.server.clients.ClientInfo;
import jp.quickcare.server.database.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * How far updates are, in memory: thousands of PCs say so each second, and the database hears of it every few seconds,
 * in one go. Thread-safe.
 */
public final class LiveProgress {
    /** Above this, further updates show their progress only when they end. */
    private static final int MOST = 50_000;

    private static final long FORGOTTEN_AFTER_MILLIS = 10 * 60_000;

    private final Database database;
    private final Clock clock;
    private final Map<Key, Heard> updates = new HashMap<>();

    private record Key(String client, String update) {}

    private record Heard(String proof, Progress progress, long seq, Instant when, boolean written) {}

    /** For this database's records. */
    public LiveProgress(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A PC says how far its update is; what it said with a higher number stays, and who spoke of an update first is the
     * one that speaks of it. Returns at once.
     */
    public void heard(ClientInfo client, String update, long seq, Progress progress) {
        Key key = new Key(client.id(), update);
        synchronized (updates) {
            Heard before = updates.get(key);
            if (before == null ? updates.size() < MOST : before.seq < seq && before.proof.equals(client.proof())) {
                updates.put(key, new Heard(client.proof(), progress, seq, clock.instant(), false));
            }
        }
    }

    /** How far an update is, when it has said so lately. */
    public Optional<Progress> of(String client, String update) {
        synchronized (updates) {
            return Optional.ofNullable(updates.get(new Key(client, update))).map(Heard::progress);
        }
    }

    /** It has ended. */
    public void ended(String client, String update) {
        synchronized (updates) {
            updates.remove(new Key(client, update));
        }
    }

    /** Writes what was heard since; called every few seconds. */
    public void flush() {
        List<Map.Entry<Key, Heard>> news = new ArrayList<>();
        Instant now = clock.instant();
        synchronized (updates) {
            updates.values().removeIf(heard -> now.toEpochMilli() - heard.when.toEpochMilli() > FORGOTTEN_AFTER_MILLIS);
            updates.replaceAll((key, heard) -> {
                if (heard.written) {
                    return heard;
                }
                news.add(Map.entry(key, heard));
                return new Heard(heard.proof, heard.progress, heard.seq, heard.when, true);
            });
        }
        if (!news.isEmpty()) {
            news.sort(Comparator.comparing(entry -> entry.getKey().client()));
            // When it cannot be written the next progress is; nothing of it was promised.
            var unused = database.write(handle -> write(handle, news, now));
        }
    }

    private static boolean write(Handle handle, List<Map.Entry<Key, Heard>> news, Instant now) {
        PreparedBatch batch = handle.prepareBatch("UPDATE update_record SET phase = :phase, done_bytes = :done,"
                + " total_bytes = :total, heard = :now, ended = 0, told_result = ''"
                + " WHERE client = :client AND update_id = :update AND (ended = 0 OR told_result = 'vanished')");
        for (Map.Entry<Key, Heard> entry : news) {
            Progress progress = entry.getValue().progress;
            batch.bind("phase", progress.phase())
                    .bind("done", progress.doneBytes())
                    .bind("total", progress.totalBytes())
                    .bind("now", now.toEpochMilli())
                    .bind("client", entry.getKey().client)
                    .bind("update", entry.getKey().update)
                    .add();
        }
        batch.execute();
        return true;
    }
}
