package jp.quickcare.server.admission;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import jp.quickcare.server.settings.ServerSettings.Admission;
import jp.quickcare.server.settings.ServerSettings.Order;
import org.jspecify.annotations.Nullable;

/** The places of a server that is alone. A restart frees them all: whoever had one asks again. Thread-safe. */
final class LocalPlaces implements Places {
    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private final Map<String, One> byTicket = new HashMap<>();
    private final Map<String, One> byClient = new HashMap<>();
    private final Set<One> granted = new LinkedHashSet<>();
    /** Who asked first is first. */
    private final Set<One> waiting = new LinkedHashSet<>();

    /** A client that has a place, or waits for one. */
    private static final class One {
        private final Asker asker;
        private String ticket;
        private long heardNanos;

        One(Asker asker, String ticket, long heardNanos) {
            this.asker = asker;
            this.ticket = ticket;
            this.heardNanos = heardNanos;
        }
    }

    /**
     * With nobody in it.
     *
     * @param nanoTime goes forward evenly, whatever happens to the clock on the wall
     * @param random who of those that wait is next
     */
    LocalPlaces(LongSupplier nanoTime, RandomGenerator random) {
        this.nanoTime = nanoTime;
        this.random = random;
    }

    @Override
    public synchronized Optional<Entered> enter(String ticket, Asker asker, Admission rules) {
        settle(rules);
        One known = byClient.get(asker.client());
        if (known != null) {
            String replaced = known.ticket;
            byTicket.remove(replaced);
            known.ticket = ticket;
            known.heardNanos = nanoTime.getAsLong();
            byTicket.put(ticket, known);
            return standing(ticket, rules).map(standing -> new Entered(standing, Optional.of(replaced)));
        }
        if (isFull(asker.peer())) {
            return Optional.empty();
        }
        One made = new One(asker, ticket, nanoTime.getAsLong());
        byTicket.put(ticket, made);
        byClient.put(asker.client(), made);
        waiting.add(made);
        grant(rules);
        return standing(ticket, rules).map(standing -> new Entered(standing, Optional.empty()));
    }

    private boolean isFull(String peer) {
        return byTicket.size() >= MOST_TICKETS
                || (byTicket.size() >= MOST_OF_ONE_PEER
                        && byTicket.values().stream()
                                        .filter(one -> one.asker.peer().equals(peer))
                                        .count()
                                >= MOST_OF_ONE_PEER);
    }

    @Override
    public synchronized Optional<Standing> renew(String ticket, Admission rules) {
        settle(rules);
        sign(ticket);
        return standing(ticket, rules);
    }

    @Override
    public synchronized void renew(Collection<String> tickets, Admission rules) {
        settle(rules);
        tickets.forEach(this::sign);
    }

    @Override
    public synchronized void leave(String ticket, Admission rules) {
        @Nullable One leaving = byTicket.get(ticket);
        if (leaving != null) {
            forget(leaving);
            granted.remove(leaving);
            waiting.remove(leaving);
        }
        settle(rules);
    }

    @Override
    public synchronized Overview look(Admission rules) {
        settle(rules);
        return new Overview(
                granted.stream().map(one -> one.ticket).collect(Collectors.toUnmodifiableSet()), numbers(rules));
    }

    private void sign(String ticket) {
        @Nullable One heard = byTicket.get(ticket);
        if (heard != null) {
            heard.heardNanos = nanoTime.getAsLong();
        }
    }

    private void forget(One one) {
        byTicket.remove(one.ticket);
        byClient.remove(one.asker.client());
    }

    private void settle(Admission rules) {
        long now = nanoTime.getAsLong();
        long lease = rules.lease().toNanos();
        for (Set<One> line : List.of(granted, waiting)) {
            line.removeIf(one -> {
                boolean silent = now - one.heardNanos >= lease;
                if (silent) {
                    forget(one);
                }
                return silent;
            });
        }
        grant(rules);
    }

    /** A limit that went down takes no place away: it is kept by giving out none until enough are back. */
    private void grant(Admission rules) {
        while (granted.size() < rules.transfersAtOnce() && !waiting.isEmpty()) {
            One next = next(rules);
            waiting.remove(next);
            next.heardNanos = nanoTime.getAsLong();
            granted.add(next);
        }
    }

    private One next(Admission rules) {
        Map<String, Long> held =
                granted.stream().collect(Collectors.groupingBy(one -> one.asker.peer(), Collectors.counting()));
        List<One> line = waiting.stream()
                .filter(one -> held.getOrDefault(one.asker.peer(), 0L) < Places.shareOfOnePeer(rules))
                .toList();
        if (line.isEmpty()) {
            line = List.copyOf(waiting);
        }
        return line.get(rules.order() == Order.FIFO ? 0 : random.nextInt(line.size()));
    }

    private Optional<Standing> standing(String ticket, Admission rules) {
        @Nullable One one = byTicket.get(ticket);
        return one == null ? Optional.empty() : Optional.of(new Standing(granted.contains(one), numbers(rules)));
    }

    private Numbers numbers(Admission rules) {
        return new Numbers(granted.size(), waiting.size(), rules.transfersAtOnce());
    }
}
