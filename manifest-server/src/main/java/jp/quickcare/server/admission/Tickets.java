package jp.quickcare.server.admission;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import jp.quickcare.server.live.Changes;
import jp.quickcare.server.live.Topic;
import jp.quickcare.server.settings.ServerSettings.Admission;
import org.jspecify.annotations.Nullable;

/**
 * Tickets as clients see them (SPEC A4): asked for, waited with, renewed, used, given back. Waiting is a small object
 * here and a connection that is open, no thread. Nothing happens by itself: {@link #beat} is called again and again.
 * Thread-safe.
 */
public final class Tickets {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int ID_BYTES = 16;

    /** How an attempt to wait ended. */
    public sealed interface Answer {}

    /** The ticket as it stands. */
    public record Stands(Ticket ticket) implements Answer {}

    /** The ticket is not known any more. */
    public record Lost() implements Answer {}

    private final Places places;
    private final Supplier<Admission> rules;
    private final LongSupplier nanoTime;
    private final Changes changes;
    private final SecureRandom random = new SecureRandom();
    private final Transfers transfers;
    private final Watches watches = new Watches();
    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private volatile Numbers latest = new Numbers(0, 0, 0);
    private volatile boolean ending;
    private volatile boolean woken;
    private volatile long tickedNanos;

    private record Told(Ticket ticket, long nanos) {}

    Tickets(Places places, Supplier<Admission> rules, LongSupplier nanoTime, Changes changes) {
        this.places = places;
        this.rules = rules;
        this.nanoTime = nanoTime;
        this.changes = changes;
        this.transfers = new Transfers(nanoTime);
    }

    /** How busy it was a moment ago. */
    public Numbers numbers() {
        return new Numbers(latest.updating(), latest.waiting(), rules.get().transfersAtOnce());
    }

    /** Whether no ticket is given out any more. */
    public boolean isEnding() {
        return ending;
    }

    /**
     * A new ticket, granted where a place is free. Where its client has one it takes that one's place, which counts no
     * more.
     *
     * @return empty when there are too many, or the server ends
     */
    public Optional<Ticket> ask(Asker asker) {
        if (ending) {
            return Optional.empty();
        }
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Optional<Places.Entered> entered = places.enter(id, asker, rules.get());
        entered.flatMap(Places.Entered::replaced).ifPresent(this::drop);
        Optional<Ticket> ticket = entered.map(place -> tell(id, place.standing()));
        noteNumbers(ticket.map(Ticket::numbers));
        return ticket;
    }

    /** A sign of life. @return empty when it is lost */
    public Optional<Ticket> renew(String id) {
        Optional<Ticket> ticket = places.renew(id, rules.get()).map(standing -> tell(id, standing));
        if (ticket.isEmpty()) {
            forget(id);
        }
        return ticket;
    }

    /** Gives it back, with whatever is still transferred by it. */
    public void giveBack(String id) {
        places.leave(id, rules.get());
        drop(id);
        woken = true;
    }

    private void drop(String id) {
        forget(id);
        answer(id, new Lost());
    }

    /** Something has happened that those who wait should not have to wait for: the next beat is a tick. */
    public void wake() {
        woken = true;
    }

    /** Called ten times a second or so: ticks when there is reason to, or when a second is over. */
    void beat() {
        if (woken || nanoTime.getAsLong() - tickedNanos >= TICK.toNanos()) {
            tick();
        }
    }

    /**
     * Waits for news of a ticket, which is a sign of life: at once when it stands otherwise than its client was told
     * last, else when it does, at the latest when the time is over. A second call for the same ticket ends the first.
     *
     * @param most the longest time; cut where the lease is shorter, for a client that vanishes while it waits is silent
     *     from then on
     * @param answer called once, on this thread or that of a tick; returns at once
     */
    public void watch(String id, Duration most, Consumer<Answer> answer) {
        Ticket before = toldLast(id);
        Optional<Ticket> now = renew(id);
        if (now.isEmpty()) {
            answer.accept(new Lost());
            return;
        }
        long nanos = Math.min(most.toNanos(), now.get().lease().toNanos() * 4 / 5);
        if (ending || nanos <= 0 || before == null || now.get().tellsMoreThan(before)) {
            answer.accept(new Stands(now.get()));
            return;
        }
        watches.begin(id, nanoTime.getAsLong() + nanos, answer).ifPresent(old -> old.accept(new Stands(now.get())));
        if (ending) {
            // It may have begun to end in between.
            answer(id, new Stands(now.get()));
        }
    }

    /**
     * The client has hung up while it was kept waiting: it leaves the line at once, and a place that became its own in
     * this moment, of which it never heard, is free again. One that it knows of it keeps, for it may be using it.
     *
     * @param answer what its wait began with; nothing happens where that has had its answer
     */
    public void hungUp(String id, Consumer<Answer> answer) {
        boolean waited = watches.end(id, answer);
        Told known = told.get(id);
        if (waited && (known == null || !known.ticket.granted())) {
            giveBack(id);
        }
    }

    /**
     * Begins to transfer, if the ticket has a place. A transfer that gets on keeps it.
     *
     * @param cut ends the transfer, when the ticket is lost or given back under it
     * @return empty where the ticket has none
     */
    public Optional<Transfer> transfer(String id, Runnable cut) {
        if (!transfers.isSurelyGranted(id, rules.get().lease())) {
            Optional<Standing> standing = places.renew(id, rules.get());
            if (standing.isEmpty() || !standing.get().granted()) {
                return Optional.empty();
            }
            transfers.granted(id);
        }
        return Optional.of(transfers.begin(id, cut));
    }

    /** Whether this ticket has a place; a sign of life. */
    public boolean isGranted(String id) {
        return transfers.isSurelyGranted(id, rules.get().lease())
                || places.renew(id, rules.get()).map(Standing::granted).orElse(false);
    }

    /** Keeps what gets on, frees what is silent, and tells those that wait. */
    void tick() {
        woken = false;
        tickedNanos = nanoTime.getAsLong();
        Admission now = rules.get();
        Set<String> alive = transfers.alive();
        if (!alive.isEmpty()) {
            places.renew(alive, now);
        }
        long asOfNanos = nanoTime.getAsLong();
        Places.Overview overview = places.look(now);
        transfers.keepOnly(overview.granted(), asOfNanos);
        noteNumbers(Optional.of(overview.numbers()));
        for (Watches.Due due : watches.due(overview, now.lease(), nanoTime.getAsLong(), this::toldLast)) {
            told.put(due.ticket().id(), new Told(due.ticket(), nanoTime.getAsLong()));
            due.answer().accept(new Stands(due.ticket()));
        }
        long oldest = nanoTime.getAsLong() - 3 * now.lease().toNanos();
        told.values().removeIf(one -> one.nanos - oldest < 0);
    }

    private @Nullable Ticket toldLast(String id) {
        Told last = told.get(id);
        return last == null ? null : last.ticket;
    }

    /** No ticket is given out any more and nobody is kept waiting; transfers go on. */
    public void end() {
        ending = true;
        for (String id : watches.ids()) {
            Ticket before = toldLast(id);
            answer(id, before == null ? new Lost() : new Stands(before));
        }
    }

    private Ticket tell(String id, Standing standing) {
        Ticket ticket = new Ticket(
                id, standing.granted(), standing.numbers(), rules.get().lease());
        told.put(id, new Told(ticket, nanoTime.getAsLong()));
        return ticket;
    }

    private void forget(String id) {
        told.remove(id);
        transfers.cut(id);
    }

    private void answer(String id, Answer answer) {
        watches.end(id).ifPresent(waiting -> waiting.accept(answer));
    }

    private void noteNumbers(Optional<Numbers> numbers) {
        if (numbers.isPresent() && !numbers.get().equals(latest)) {
            latest = numbers.get();
            changes.changed(Topic.ADMISSION);
        }
    }
}
