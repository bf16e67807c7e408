package jp.quickcare.server.presence;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import jp.quickcare.server.database.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Tells the other servers who is at this one, and the other way round, through the database, every few seconds. A
 * server that writes nothing more counts as gone, by this server's own clock; those at it are gone with it.
 */
final class SharedPresence {
    /** A server that has not written for so long is gone. */
    private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(20);

    private static final String UPSERT = """
            INSERT INTO presence (session, server, client, pc, login, app, program, processes, since, last_access)
            VALUES (:session, :server, :client, :pc, :login, :app, :program, :processes, :since, :access)
            ON CONFLICT (session) DO UPDATE SET server = excluded.server, client = excluded.client, pc = excluded.pc,
                login = excluded.login, app = excluded.app, program = excluded.program,
                processes = excluded.processes, last_access = excluded.last_access
            """;

    private final Database database;
    private final String server;
    private final LongSupplier nanos;
    private final Map<String, Beat> others = new HashMap<>();
    private Map<String, Present> written = Map.of();

    private record Beat(long number, long heardNanos) {}

    SharedPresence(Database database, String server, LongSupplier nanos) {
        this.database = database;
        this.server = server;
        this.nanos = nanos;
    }

    /** Writes who has come and gone here since. Waits for it; one call at a time. */
    void write(List<Present> here) {
        Map<String, Present> now = new HashMap<>();
        here.forEach(present -> now.put(present.session(), present));
        Map<String, Present> before = written;
        Set<String> gone = new HashSet<>(before.keySet());
        gone.removeAll(now.keySet());
        List<Present> news = here.stream()
                .filter(present -> !present.equals(before.get(present.session())))
                .toList();
        database.write(handle -> {
                    handle.createUpdate("INSERT INTO server (id, beat) VALUES (:id, 1)"
                                    + " ON CONFLICT (id) DO UPDATE SET beat = server.beat + 1")
                            .bind("id", server)
                            .execute();
                    upsert(handle, news);
                    remove(handle, gone);
                    return true;
                })
                .join();
        written = now;
    }

    private void upsert(Handle handle, List<Present> news) {
        PreparedBatch batch = handle.prepareBatch(UPSERT);
        for (Present present : news) {
            batch.bind("session", present.session())
                    .bind("server", server)
                    .bind("client", present.client())
                    .bind("pc", present.pc())
                    .bind("login", present.user())
                    .bind("app", present.app())
                    .bind("program", present.program())
                    .bind("processes", present.processes())
                    .bind("since", present.since().toEpochMilli())
                    .bind("access", present.lastAccess().toEpochMilli())
                    .add();
        }
        if (!news.isEmpty()) {
            batch.execute();
        }
    }

    private void remove(Handle handle, Set<String> gone) {
        if (gone.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("DELETE FROM presence WHERE session = :session AND server = :server");
        gone.forEach(
                session -> batch.bind("session", session).bind("server", server).add());
        batch.execute();
    }

    /** Looks which servers are alive, and clears up after those that are not. Waits for it; one call at a time. */
    synchronized void lookAtOthers() {
        Map<String, Long> beats = database.read(handle -> {
            Map<String, Long> found = new HashMap<>();
            handle.createQuery("SELECT id, beat FROM server WHERE id <> :me")
                    .bind("me", server)
                    .map((row, context) -> Map.entry(row.getString("id"), row.getLong("beat")))
                    .forEach(beat -> found.put(beat.getKey(), beat.getValue()));
            return found;
        });
        long now = nanos.getAsLong();
        others.keySet().retainAll(beats.keySet());
        beats.forEach((id, beat) ->
                others.merge(id, new Beat(beat, now), (known, heard) -> known.number == heard.number ? known : heard));
        for (Map.Entry<String, Beat> other : Set.copyOf(others.entrySet())) {
            if (now - other.getValue().heardNanos > SILENT_NANOS) {
                forget(other.getKey(), other.getValue().number);
            }
        }
    }

    private void forget(String silent, long beat) {
        database.write(handle -> {
                    int servers = handle.createUpdate("DELETE FROM server WHERE id = :id AND beat = :beat")
                            .bind("id", silent)
                            .bind("beat", beat)
                            .execute();
                    // Only if it has not written at this very moment.
                    return servers > 0
                            && handle.createUpdate("DELETE FROM presence WHERE server = :id")
                                            .bind("id", silent)
                                            .execute()
                                    >= 0;
                })
                .join();
        others.remove(silent);
    }

    /** This server ends: those at it are gone. */
    void leave() {
        database.write(handle -> {
                    handle.createUpdate("DELETE FROM presence WHERE server = :id")
                            .bind("id", server)
                            .execute();
                    return handle.createUpdate("DELETE FROM server WHERE id = :id")
                            .bind("id", server)
                            .execute();
                })
                .join();
    }

    /** Those at other servers. Reads the database. */
    List<Present> elsewhere() {
        return database.read(handle -> handle.createQuery("SELECT session, server, client, pc, login, app, program,"
                        + " processes, since, last_access FROM presence WHERE server <> :me")
                .bind("me", server)
                .map((row, context) -> new Present(
                        row.getString("session"),
                        row.getString("client"),
                        row.getString("pc"),
                        row.getString("login"),
                        row.getString("app"),
                        row.getString("program"),
                        row.getInt("processes"),
                        Instant.ofEpochMilli(row.getLong("since")),
                        Instant.ofEpochMilli(row.getLong("last_access")),
                        row.getString("server")))
                .list());
    }
}
