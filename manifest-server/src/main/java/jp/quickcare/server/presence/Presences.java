package jp.quickcare.server.presence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import jp.quickcare.server.live.Changes;
import jp.quickcare.server.live.Topic;

/**
 * Who is there, in memory (SPEC A8). A program whose connection closes is gone at once, one that falls silent is gone
 * soon. Thread-safe.
 */
final class Presences {
    static final Comparator<Present> BY_PC =
            Comparator.comparing(Present::pc).thenComparing(Present::user).thenComparing(Present::session);

    /** Above this, further programs are not shown. */
    private static final int MOST = 100_000;

    private final String server;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Changes changes;
    private final Map<String, Entry> sessions = new HashMap<>();

    /** A program's latest request; a newer one takes its place. */
    static final class Visit {}

    private static final class Entry {
        private Present present;
        private Visit visit;
        /** When it counts as gone unless it is heard of, by the steady clock; none while a request is held. */
        private Optional<Long> goneAt = Optional.empty();

        Entry(Present present, Visit visit) {
            this.present = present;
            this.visit = visit;
        }
    }

    /**
     * Nobody is there yet.
     *
     * @param server the name of this server
     * @param clock for what is shown
     * @param nanos for what is waited for; does not care when the clock is set
     */
    Presences(String server, Clock clock, LongSupplier nanos, Changes changes) {
        this.server = server;
        this.clock = clock;
        this.nanos = nanos;
        this.changes = changes;
    }

    /** A program is there. @return its visit; empty where there are too many already */
    Optional<Visit> arrive(Arrival arrival) {
        Visit visit = new Visit();
        Instant now = clock.instant();
        boolean news;
        synchronized (sessions) {
            Entry known = sessions.get(arrival.session());
            if (known == null && sessions.size() >= MOST) {
                return Optional.empty();
            }
            Instant since = known == null ? now : known.present.since();
            Present present = new Present(
                    arrival.session(),
                    arrival.client().id(),
                    arrival.client().pc(),
                    arrival.client().user(),
                    arrival.client().app(),
                    arrival.program(),
                    arrival.processes(),
                    since,
                    now,
                    server);
            news = known == null || !same(known.present, present);
            if (known == null) {
                sessions.put(arrival.session(), new Entry(present, visit));
            } else {
                known.present = present;
                known.visit = visit;
                known.goneAt = Optional.empty();
            }
        }
        tell(news);
        return Optional.of(visit);
    }

    private static boolean same(Present before, Present now) {
        return before.pc().equals(now.pc())
                && before.user().equals(now.user())
                && before.program().equals(now.program())
                && before.processes() == now.processes();
    }

    /** Its request was answered; if it does not come again within that time it is gone. */
    void answered(String session, Visit visit, Duration patience) {
        synchronized (sessions) {
            Entry entry = sessions.get(session);
            if (entry != null && entry.visit == visit) {
                entry.goneAt = Optional.of(nanos.getAsLong() + patience.toNanos());
            }
        }
    }

    /** Its connection closed while its request was held: it is gone, unless it has come by another one since. */
    void closed(String session, Visit visit) {
        boolean gone;
        synchronized (sessions) {
            Entry entry = sessions.get(session);
            gone = entry != null && entry.visit == visit && sessions.remove(session) != null;
        }
        tell(gone);
    }

    /** It says that it goes. */
    void leave(String session) {
        boolean gone;
        synchronized (sessions) {
            gone = sessions.remove(session) != null;
        }
        tell(gone);
    }

    /** Forgets those that fell silent; called about each second. */
    void sweep() {
        boolean gone = false;
        synchronized (sessions) {
            long now = nanos.getAsLong();
            for (Iterator<Entry> entries = sessions.values().iterator(); entries.hasNext(); ) {
                if (entries.next().goneAt.filter(at -> at - now <= 0).isPresent()) {
                    entries.remove();
                    gone = true;
                }
            }
        }
        tell(gone);
    }

    private void tell(boolean news) {
        if (news) {
            changes.changed(Topic.PRESENCE);
        }
    }

    /** Those at this server, by PC. */
    List<Present> here() {
        List<Present> all = new ArrayList<>();
        synchronized (sessions) {
            sessions.values().forEach(entry -> all.add(entry.present));
        }
        all.sort(BY_PC);
        return all;
    }
}
