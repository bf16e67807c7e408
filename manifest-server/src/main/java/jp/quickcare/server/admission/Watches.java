package jp.quickcare.server.admission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The clients that wait for news of their ticket, one wait a ticket. Answers nobody itself. Thread-safe. */
final class Watches {
    /** So many of those that wait are told new numbers in one tick; a grant is told at once. */
    private static final int TOLD_IN_A_TICK = 300;

    private record Watch(long untilNanos, Consumer<Tickets.Answer> answer) {}

    /**
     * A wait that is over.
     *
     * @param ticket what is to be told
     * @param answer takes it
     */
    record Due(Ticket ticket, Consumer<Tickets.Answer> answer) {}

    /** By ticket, longest waiting for an answer first. */
    private final Map<String, Watch> watches = new LinkedHashMap<>();

    /** @return who waited with this ticket until now */
    synchronized Optional<Consumer<Tickets.Answer>> begin(String id, long untilNanos, Consumer<Tickets.Answer> answer) {
        Optional<Consumer<Tickets.Answer>> old = end(id);
        watches.put(id, new Watch(untilNanos, answer));
        return old;
    }

    /** @return who waited with this ticket, and waits no more */
    synchronized Optional<Consumer<Tickets.Answer>> end(String id) {
        return Optional.ofNullable(watches.remove(id)).map(Watch::answer);
    }

    /** Ends just this wait. @return false where it was over before */
    synchronized boolean end(String id, Consumer<Tickets.Answer> answer) {
        Watch watch = watches.get(id);
        boolean waited = watch != null && watch.answer == answer;
        if (waited) {
            watches.remove(id);
        }
        return waited;
    }

    synchronized Set<String> ids() {
        return Set.copyOf(watches.keySet());
    }

    /**
     * Ends the waits of those who have a place now, or whose time is over, and of some for whom there are new numbers.
     *
     * @param told what a ticket's client was told last; null for nothing
     */
    synchronized List<Due> due(
            Places.Overview overview, Duration lease, long nanos, Function<String, @Nullable Ticket> told) {
        List<Due> due = new ArrayList<>();
        int budget = TOLD_IN_A_TICK;
        Iterator<Map.Entry<String, Watch>> all = watches.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Watch> next = all.next();
            String id = next.getKey();
            boolean granted = overview.granted().contains(id);
            Ticket ticket = new Ticket(id, granted, overview.numbers(), lease);
            Ticket before = told.apply(id);
            boolean news = before == null || ticket.tellsMoreThan(before);
            boolean must = granted || next.getValue().untilNanos - nanos <= 0;
            if (must || (news && budget > 0)) {
                budget -= must ? 0 : 1;
                all.remove();
                due.add(new Due(ticket, next.getValue().answer));
            }
        }
        return due;
    }
}
