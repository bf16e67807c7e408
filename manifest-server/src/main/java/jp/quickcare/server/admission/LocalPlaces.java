package jp.quickcare.server.admission;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import jp.quickcare.server.settings.ServerSettings.Admission;
import jp.quickcare.server.settings.ServerSettings.Order;

/** The places of a server that is alone. A restart frees them all: whoever had one asks again. Thread-safe. */
final class LocalPlaces implements Places {
    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private final Map<String, Long> granted = new HashMap<>();
    private final Map<String, Long> waiting = new LinkedHashMap<>();

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
    public synchronized Optional<Standing> enter(String ticket, Admission rules) {
        settle(rules);
        if (granted.size() + waiting.size() >= MOST_TICKETS) {
            return Optional.empty();
        }
        waiting.put(ticket, nanoTime.getAsLong());
        grant(rules);
        return standing(ticket, rules);
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
        granted.remove(ticket);
        waiting.remove(ticket);
        settle(rules);
    }

    @Override
    public synchronized Overview look(Admission rules) {
        settle(rules);
        return new Overview(Set.copyOf(granted.keySet()), numbers(rules));
    }

    private void sign(String ticket) {
        long now = nanoTime.getAsLong();
        granted.computeIfPresent(ticket, (same, last) -> now);
        waiting.computeIfPresent(ticket, (same, last) -> now);
    }

    private void settle(Admission rules) {
        long now = nanoTime.getAsLong();
        long lease = rules.lease().toNanos();
        granted.values().removeIf(last -> now - last >= lease);
        waiting.values().removeIf(last -> now - last >= lease);
        grant(rules);
    }

    /** A limit that went down takes no place away: it is kept by giving out none until enough are back. */
    private void grant(Admission rules) {
        while (granted.size() < rules.transfersAtOnce() && !waiting.isEmpty()) {
            String next = next(rules.order());
            waiting.remove(next);
            granted.put(next, nanoTime.getAsLong());
        }
    }

    private String next(Order order) {
        Iterator<String> line = waiting.keySet().iterator();
        int skip = order == Order.FIFO ? 0 : random.nextInt(waiting.size());
        for (int i = 0; i < skip; i++) {
            line.next();
        }
        return line.next();
    }

    private Optional<Standing> standing(String ticket, Admission rules) {
        boolean has = granted.containsKey(ticket);
        return has || waiting.containsKey(ticket) ? Optional.of(new Standing(has, numbers(rules))) : Optional.empty();
    }

    private Numbers numbers(Admission rules) {
        return new Numbers(granted.size(), waiting.size(), rules.transfersAtOnce());
    }
}
