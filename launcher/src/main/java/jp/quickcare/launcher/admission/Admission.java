package jp.quickcare.launcher.admission;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.fetch.Admitting;
import jp.quickcare.launcher.fetch.Calls;
import jp.quickcare.launcher.fetch.DownloadLimits;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.json.JsonText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the places that one update needs (SPEC A4). A host that knows nothing of tickets, be it a mirror or a plain
 * folder of files, is fetched from without one. Used by one thread, but for {@link #isWaiting}.
 */
public final class Admission implements Admitting, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
    private static final String NO_NEW_INSTALLS = "urn:quickcare:problem:new-installs-forbidden";
    private static final String TICKET_NEEDED = "urn:quickcare:problem:ticket-needed";
    private static final int POLL_SECONDS = 25;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int MOST_PAUSES = 3;

    /** Hears how many have a place and how many wait, while this PC waits. */
    @FunctionalInterface
    public interface Waiting {
        /** Told first when the waiting begins, then whenever a number changes. */
        void waits(int updating, int waiting);
    }

    private final JsonObject request;
    private final Waiting listener;
    private final Duration patience;
    private final Keeper keeper;
    /** They know nothing of a place that is asked for along with files: older than this launcher. */
    private final Set<URI> askedAlone = new HashSet<>();

    private volatile boolean waiting;

    /**
     * For one update.
     *
     * @param client this PC, as it tells servers
     * @param release manifest of the release that is wanted
     * @param kind {@code new}, {@code differential}, {@code full} or {@code repair}
     */
    public Admission(JsonObject client, Sha256 release, String kind, Waiting listener, DownloadLimits limits) {
        this.request = JsonObject.builder()
                .put("client", client)
                .put("release", release.hex())
                .put("kind", kind)
                .build();
        this.listener = listener;
        this.patience = limits.connect().plus(limits.idle());
        this.keeper = new Keeper(limits);
    }

    /** Whether this PC waits for a place at this moment. From any thread. */
    public boolean isWaiting() {
        return waiting;
    }

    @Override
    public Place enter(Calls calls, URI source, Along along, BooleanSupplier cancelled)
            throws IOException, KeepFailure {
        while (true) {
            Optional<Ticket> asked = ask(calls, source, along, cancelled);
            if (asked.isEmpty()) {
                return Place.NOT_NEEDED;
            }
            URI address = Calls.below(source, "v1/tickets/" + asked.get().id());
            HeldPlace place = new HeldPlace(asked.get(), address, keeper);
            try {
                if (asked.get().granted() || isGranted(asked.get(), calls, address, cancelled)) {
                    waiting = false;
                    keeper.keep(place);
                    return place;
                }
            } catch (IOException | RuntimeException e) {
                place.close();
                throw e;
            }
            place.close();
            // The place in the queue was lost: the server was started anew, or we were not heard of for long.
            pause(PAUSE, cancelled);
        }
    }

    private Optional<Ticket> ask(Calls calls, URI source, Along along, BooleanSupplier cancelled)
            throws IOException, KeepFailure {
        Calls.Answer answer = question(calls, source, along, cancelled);
        for (int i = 0; i < MOST_PAUSES && isBusy(answer); i++) {
            pause(answer.comeAgain().orElse(PAUSE), cancelled);
            answer = question(calls, source, along, cancelled);
        }
        if (answer.status() == 201) {
            return Optional.of(Ticket.of(answer));
        }
        if (answer.problem().equals(NO_NEW_INSTALLS)) {
            throw new KeepFailure(
                    FailureCode.NEW_INSTALL_FORBIDDEN, "the server gives no ticket for a new install", null);
        }
        if (isUnavailable(answer)) {
            throw new IOException("the server gives no tickets now: " + answer.status());
        }
        if (answer.status() != 200 && answer.status() != 404 && answer.status() != 405) {
            LOG.info("no ticket, but {}: fetching without one", answer.status());
        }
        return Optional.empty();
    }

    /** Along with files where that can be, else alone. */
    private Calls.Answer question(Calls calls, URI source, Along along, BooleanSupplier cancelled)
            throws IOException, KeepFailure {
        Optional<Calls.Answer> answer = askedAlone.contains(source) ? Optional.empty() : along.ask(request);
        if (answer.isPresent() && !answer.get().problem().equals(TICKET_NEEDED)) {
            return answer.get();
        }
        if (answer.isPresent()) {
            askedAlone.add(source);
        }
        URI tickets = Calls.below(source, "v1/tickets");
        return calls.ask("POST", tickets, Optional.of(JsonText.encode(request)), patience, cancelled);
    }

    private static boolean isUnavailable(Calls.Answer answer) {
        return answer.status() == 503 || answer.status() == 429;
    }

    /** Whether it is soon another matter: a server that ends, or is away for long, is left for the next one. */
    private static boolean isBusy(Calls.Answer answer) {
        return isUnavailable(answer)
                && answer.comeAgain()
                        .map(after -> after.compareTo(LONGEST_PAUSE) <= 0)
                        .orElse(false);
    }

    /** Waits by long polls. @return false where the ticket was lost */
    private boolean isGranted(Ticket first, Calls calls, URI address, BooleanSupplier cancelled) throws IOException {
        waiting = true;
        Ticket ticket = first;
        listener.waits(ticket.updating(), ticket.waiting());
        URI poll = URI.create(address + "?wait=" + POLL_SECONDS);
        while (!ticket.granted()) {
            long began = System.nanoTime();
            Calls.Answer answer =
                    calls.ask("GET", poll, Optional.empty(), patience.plusSeconds(POLL_SECONDS), cancelled);
            if (answer.status() == 410 || answer.status() == 404) {
                return false;
            }
            if (answer.status() != 200) {
                throw new IOException("the server no longer says whether it has a place: " + answer.status());
            }
            Ticket next = Ticket.of(answer);
            boolean changed = next.updating() != ticket.updating() || next.waiting() != ticket.waiting();
            ticket = next;
            if (!ticket.granted() && changed) {
                listener.waits(ticket.updating(), ticket.waiting());
            } else if (!ticket.granted() && System.nanoTime() - began < PAUSE.toNanos()) {
                // A server that does not hold the question open must not be asked without end.
                pause(PAUSE, cancelled);
            }
        }
        return true;
    }

    private static void pause(Duration time, BooleanSupplier cancelled) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        try {
            while (System.nanoTime() < end) {
                // Waits, but not for anything: nobody counts it down.
                if (cancelled.getAsBoolean() || new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS)) {
                    throw new IOException("given up while waiting for a place");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a place", e);
        }
    }

    /** Gives back what is still held, and waits a moment for the server to hear of it. */
    @Override
    public void close() {
        keeper.close();
    }
}
