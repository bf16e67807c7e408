package jp.quickcare.server.admission;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import jp.quickcare.server.database.Database;
import jp.quickcare.server.live.Changes;
import jp.quickcare.server.settings.LiveSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Admission at work: the tickets of a running server, and the pulse that keeps them moving. Thread-safe. */
public final class Admissions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Admissions.class);
    private static final Duration BEAT = Duration.ofMillis(100);

    private final Tickets tickets;
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "admission");
        thread.setDaemon(true);
        return thread;
    });

    private final Future<?> beating;

    private Admissions(Tickets tickets) {
        this.tickets = tickets;
        this.beating =
                pulse.scheduleWithFixedDelay(this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Places in the database where several servers share one, else in this process. */
    public static Admissions of(Database database, LiveSettings settings, Changes changes) {
        return database.isShared() ? over(new SharedPlaces(database), settings, changes) : local(settings, changes);
    }

    /** Begins with nobody there, by the settings as they are at each moment. */
    public static Admissions local(LiveSettings settings, Changes changes) {
        return over(new LocalPlaces(System::nanoTime, new SplittableRandom()), settings, changes);
    }

    private static Admissions over(Places places, LiveSettings settings, Changes changes) {
        Tickets tickets = new Tickets(places, () -> settings.current().admission(), System::nanoTime, changes);
        settings.listen(changed -> tickets.wake());
        return new Admissions(tickets);
    }

    private void beat() {
        try {
            tickets.beat();
        } catch (RuntimeException e) {
            // The database may be away, which it says itself; a pulse that throws would never beat again.
            LOG.debug("Tickets could not be looked after", e);
        }
    }

    /** The tickets. */
    public Tickets tickets() {
        return tickets;
    }

    /**
     * Where they are asked for.
     *
     * @param refusals who gets none
     * @param seen hears of everyone who asks; returns at once
     */
    public TicketDesk desk(Function<TicketRequest, Optional<Refusal>> refusals, Consumer<TicketRequest> seen) {
        return new TicketDesk(tickets, refusals, seen);
    }

    /** Gives out no ticket any more and keeps nobody waiting; transfers under way keep their places. */
    public void end() {
        tickets.end();
    }

    @Override
    public void close() {
        tickets.end();
        beating.cancel(false);
        pulse.shutdownNow();
    }
}
