package jp.quickcare.server.admission;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import jp.quickcare.server.database.Database;
import jp.quickcare.server.settings.ServerSettings.Admission;
import jp.quickcare.server.settings.ServerSettings.Order;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;

/**
 * The places of several servers, in PostgreSQL, whichever of them a client asks. One at a time gives places out, also
 * across servers, so there are never more than the limit; a server that is killed leaves leases that end by themselves.
 * All times are the database's, by its one clock; where that is set back, no lease lasts longer than a whole one from
 * then. A sign of life counts before the leases that are over do: after the database was away for longer than a lease,
 * what was transferred all the while keeps its place. Thread-safe.
 */
final class SharedPlaces implements Places {
    /** Held to the end of each transaction by whoever gives places out; any number that nobody else uses. */
    private static final long LOCK = 0x5143_706c_6163_65L;

    private static final long PATIENCE_SECONDS = 15;

    private final Database database;

    /** @param database in PostgreSQL */
    SharedPlaces(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Entered> enter(String ticket, Asker asker, Admission rules) {
        return inOneGo(handle -> {
            long now = settle(handle, rules);
            long until = now + rules.lease().toMillis();
            Optional<String> replaced = handle.createQuery("SELECT ticket FROM place WHERE client = :client")
                    .bind("client", asker.client())
                    .mapTo(String.class)
                    .findOne();
            if (replaced.isPresent()) {
                handle.createUpdate("UPDATE place SET ticket = :ticket, until = :until WHERE client = :client")
                        .bind("ticket", ticket)
                        .bind("until", until)
                        .bind("client", asker.client())
                        .execute();
            } else if (isFull(handle, asker.peer(), rules)) {
                return Optional.empty();
            } else {
                handle.createUpdate("INSERT INTO place (ticket, asked, granted, until, client, peer)"
                                + " SELECT :ticket, COALESCE(MAX(asked), 0) + 1, 0, :until, :client, :peer FROM place")
                        .bind("ticket", ticket)
                        .bind("until", until)
                        .bind("client", asker.client())
                        .bind("peer", asker.peer())
                        .execute();
                grant(handle, rules, now);
            }
            return standing(handle, ticket, rules).map(standing -> new Entered(standing, replaced));
        });
    }

    private static boolean isFull(Handle handle, String peer, Admission rules) {
        Numbers all = numbers(handle, rules);
        int tickets = all.updating() + all.waiting();
        return tickets >= MOST_TICKETS
                || (tickets >= MOST_OF_ONE_PEER
                        && handle.createQuery("SELECT COUNT(*) FROM place WHERE peer = :peer")
                                        .bind("peer", peer)
                                        .mapTo(Integer.class)
                                        .one()
                                >= MOST_OF_ONE_PEER);
    }

    @Override
    public Optional<Standing> renew(String ticket, Admission rules) {
        return inOneGo(handle -> {
            lock(handle);
            handle.createUpdate("UPDATE place SET until = :until WHERE ticket = :ticket")
                    .bind("until", now(handle) + rules.lease().toMillis())
                    .bind("ticket", ticket)
                    .execute();
            settle(handle, rules);
            return standing(handle, ticket, rules);
        });
    }

    @Override
    public void renew(Collection<String> tickets, Admission rules) {
        inOneGo(handle -> {
            lock(handle);
            long until = now(handle) + rules.lease().toMillis();
            PreparedBatch batch = handle.prepareBatch("UPDATE place SET until = :until WHERE ticket = :ticket");
            // In one order everywhere, so that two servers never wait for each other.
            tickets.stream()
                    .sorted()
                    .forEach(ticket ->
                            batch.bind("until", until).bind("ticket", ticket).add());
            if (batch.size() > 0) {
                batch.execute();
            }
            return settle(handle, rules);
        });
    }

    @Override
    public void leave(String ticket, Admission rules) {
        inOneGo(handle -> {
            lock(handle);
            handle.execute("DELETE FROM place WHERE ticket = ?", ticket);
            return settle(handle, rules);
        });
    }

    @Override
    public Overview look(Admission rules) {
        return inOneGo(handle -> {
            settle(handle, rules);
            Set<String> granted = Set.copyOf(handle.createQuery("SELECT ticket FROM place WHERE granted = 1")
                    .mapTo(String.class)
                    .list());
            return new Overview(granted, numbers(handle, rules));
        });
    }

    private <T> T inOneGo(Database.Work<T> work) {
        try {
            return database.write(work).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the database does not answer", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    private static void lock(Handle handle) {
        handle.execute("SELECT pg_advisory_xact_lock(?)", LOCK);
    }

    /** @return the present, in milliseconds since 1970 */
    private static long settle(Handle handle, Admission rules) {
        lock(handle);
        long now = now(handle);
        long longest = now + rules.lease().toMillis();
        handle.execute("UPDATE place SET until = ? WHERE until > ?", longest, longest);
        handle.execute("DELETE FROM place WHERE until <= ?", now);
        grant(handle, rules, now);
        return now;
    }

    private static long now(Handle handle) {
        return handle.createQuery("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)")
                .mapTo(Long.class)
                .one();
    }

    private static void grant(Handle handle, Admission rules, long now) {
        Numbers numbers = numbers(handle, rules);
        int free = Math.min(rules.transfersAtOnce() - numbers.updating(), numbers.waiting());
        while (free > 0) {
            free -= grantSome(handle, rules, now, free);
        }
    }

    /** @return how many, at least one */
    private static int grantSome(Handle handle, Admission rules, long now, int free) {
        int share = Places.shareOfOnePeer(rules);
        Map<String, Integer> held = handle
                .createQuery("SELECT peer, COUNT(*) AS places FROM place WHERE granted = 1 GROUP BY peer")
                .map((row, context) -> Map.entry(row.getString("peer"), row.getInt("places")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        List<String> full = held.entrySet().stream()
                .filter(one -> one.getValue() >= share)
                .map(Map.Entry::getKey)
                .toList();
        int most = share
                - held.values().stream()
                        .filter(places -> places < share)
                        .mapToInt(places -> places)
                        .max()
                        .orElse(0);
        int given = grant(handle, rules, now, Math.min(free, most), full);
        return given > 0 ? given : Math.max(1, grant(handle, rules, now, free, List.of()));
    }

    private static int grant(Handle handle, Admission rules, long now, int most, List<String> without) {
        String order = rules.order() == Order.FIFO ? "asked" : "random()";
        String others = without.isEmpty() ? "" : " AND peer NOT IN (<without>)";
        Update update = handle.createUpdate("UPDATE place SET granted = 1, until = :until WHERE ticket IN"
                + " (SELECT ticket FROM place WHERE granted = 0" + others + " ORDER BY " + order + " LIMIT :most)");
        if (!without.isEmpty()) {
            update.bindList("without", without);
        }
        return update.bind("until", now + rules.lease().toMillis())
                .bind("most", most)
                .execute();
    }

    private static Optional<Standing> standing(Handle handle, String ticket, Admission rules) {
        return handle.createQuery("SELECT granted FROM place WHERE ticket = :ticket")
                .bind("ticket", ticket)
                .mapTo(Integer.class)
                .findOne()
                .map(granted -> new Standing(granted == 1, numbers(handle, rules)));
    }

    private static Numbers numbers(Handle handle, Admission rules) {
        return handle.createQuery("SELECT COALESCE(SUM(granted), 0) AS granted, COUNT(*) AS tickets FROM place")
                .map((row, context) -> new Numbers(
                        row.getInt("granted"), row.getInt("tickets") - row.getInt("granted"), rules.transfersAtOnce()))
                .one();
    }
}
