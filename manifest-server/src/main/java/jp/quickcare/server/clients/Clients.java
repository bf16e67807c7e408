package jp.quickcare.server.clients;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.server.database.Database;
import jp.quickcare.server.database.Folded;
import jp.quickcare.server.database.Page;
import jp.quickcare.server.live.Changes;
import jp.quickcare.server.live.Topic;
import org.jdbi.v3.core.statement.Query;

/**
 * The PCs of the site. A PC that shows up costs no write of its own: those seen within some seconds are written
 * together, and one that says nothing new once a minute only. Thread-safe.
 */
public final class Clients {
    private static final Duration WRITTEN_AGAIN = Duration.ofMinutes(1);

    private final Database database;
    private final Clock clock;
    private final Changes changes;
    private final Map<String, Seen> recent = new HashMap<>();
    private final Map<String, ClientInfo> unwritten = new HashMap<>();

    private record Seen(ClientInfo info, Instant written) {}

    /** Of this database. */
    public Clients(Database database, Clock clock, Changes changes) {
        this.database = database;
        this.clock = clock;
        this.changes = changes;
    }

    /** A PC has asked for something. Returns at once, from any thread. */
    public void seen(ClientInfo client) {
        synchronized (recent) {
            Seen before = recent.get(client.id());
            Instant now = clock.instant();
            if (before == null
                    || !before.info.equals(client)
                    || Duration.between(before.written, now).abs().compareTo(WRITTEN_AGAIN) >= 0) {
                recent.put(client.id(), new Seen(client, now));
                unwritten.put(client.id(), client);
            }
        }
    }

    /** Writes those that were seen since; called every few seconds, and when the server ends. */
    public void flush() {
        List<ClientInfo> seen;
        synchronized (recent) {
            Instant now = clock.instant();
            recent.values()
                    .removeIf(client -> Duration.between(client.written, now).compareTo(WRITTEN_AGAIN) > 0);
            if (unwritten.isEmpty()) {
                return;
            }
            seen = new ArrayList<>(unwritten.values());
            unwritten.clear();
        }
        // In one order on all servers, so that two never wait for each other.
        seen.sort(java.util.Comparator.comparing(ClientInfo::id));
        Instant now = clock.instant();
        var unused = database.write(handle -> {
                    ClientRows.seen(handle, seen, now);
                    return true;
                })
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        changes.changed(Topic.CLIENTS);
                    } else {
                        forget(seen);
                    }
                });
    }

    /** They were not written; when they show up again they will be. */
    private void forget(List<ClientInfo> seen) {
        synchronized (recent) {
            seen.forEach(client -> recent.remove(client.id()));
        }
    }

    /** One PC by its id. */
    public Optional<Client> find(String id) {
        return database.read(
                handle -> handle.createQuery("SELECT " + ClientRows.COLUMNS + " FROM client WHERE id = :id")
                        .bind("id", id)
                        .map(ClientRows.mapper())
                        .findOne());
    }

    /**
     * PCs in the order of their names.
     *
     * @param after where the page before ended; empty for the first
     * @param limit at most so many, 1 to 1,000
     */
    public Page<Client> page(ClientQuery wanted, Optional<String> after, int limit) {
        StringBuilder sql = new StringBuilder("SELECT " + ClientRows.COLUMNS + " FROM client WHERE place > :after");
        wanted.why().ifPresent(why -> sql.append(" AND why = :why"));
        if (wanted.unknown()) {
            sql.append(" AND why NOT IN (<known>)");
        }
        if (!wanted.text().isBlank()) {
            sql.append(" AND folded LIKE :text ESCAPE '!'");
        }
        sql.append(" ORDER BY place LIMIT :limit");
        return database.read(handle -> {
            Query query = handle.createQuery(sql.toString())
                    .bind("after", after.orElse(""))
                    .bind("limit", limit + 1);
            wanted.why().ifPresent(why -> query.bind("why", why.code()));
            if (wanted.unknown()) {
                query.bindList(
                        "known", Arrays.stream(Why.values()).map(Why::code).toList());
            }
            if (!wanted.text().isBlank()) {
                query.bind("text", Folded.anywhere(wanted.text()));
            }
            List<Client> found = query.map(ClientRows.mapper()).list();
            boolean more = found.size() > limit;
            List<Client> rows = more ? found.subList(0, limit) : found;
            return new Page<>(rows, more ? Optional.of(place(rows.get(limit - 1))) : Optional.empty());
        });
    }

    private static String place(Client client) {
        return Folded.of(client.info().pc()) + " " + client.info().id();
    }

    /** How many PCs there are, by what they said; those that said nothing, or what this server does not know, are apart. */
    public Counts counts() {
        return database.read(handle -> {
            Map<Why, Long> byWhy = new EnumMap<>(Why.class);
            long[] others = {0};
            handle.createQuery("SELECT why, count(*) AS pcs FROM client GROUP BY why")
                    .map((row, context) -> Map.entry(row.getString("why"), row.getLong("pcs")))
                    .forEach(count -> Why.ofCode(count.getKey())
                            .ifPresentOrElse(
                                    why -> byWhy.put(why, count.getValue()), () -> others[0] += count.getValue()));
            return new Counts(byWhy, others[0]);
        });
    }

    /**
     * How many PCs there are.
     *
     * @param byWhy by what they said; those of which there is none are left out
     * @param unknown that have not said anything
     */
    public record Counts(Map<Why, Long> byWhy, long unknown) {
        /** Copies the map. */
        public Counts {
            byWhy = Map.copyOf(byWhy);
        }

        /** All of them. */
        public long all() {
            return unknown + byWhy.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Forgets a PC that is no more; its updates and log stay. It comes back when it shows up again. */
    public void remove(String id) {
        synchronized (recent) {
            recent.remove(id);
            unwritten.remove(id);
        }
        database.write(handle -> {
                    handle.createUpdate("DELETE FROM client WHERE id = :id")
                            .bind("id", id)
                            .execute();
                    return handle.createUpdate("DELETE FROM rolled_back WHERE client = :id")
                            .bind("id", id)
                            .execute();
                })
                .join();
        changes.changed(Topic.CLIENTS);
    }
}
