package jp.quickcare.server.presence;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jp.quickcare.server.clients.ClientInfo;
import jp.quickcare.server.database.Database;
import jp.quickcare.server.http.Area;
import jp.quickcare.server.live.Changes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is there, at this server and at those that share its database (SPEC A8). Thread-safe. */
public final class Presence {
    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

    private final Presences presences;
    private final SiteTimestamp timestamp;
    private final Optional<SharedPresence> shared;
    private final PresenceHandler handler;
    private boolean troubled;

    /**
     * Nobody is there yet.
     *
     * @param siteTimestamp the file whose change is told to all who wait
     * @param seen told of each PC that shows up; returns at once
     * @param timeout in which a request's body has to be here
     * @throws IOException the file cannot be read
     */
    public Presence(
            Database database,
            Path siteTimestamp,
            Clock clock,
            Changes changes,
            Consumer<ClientInfo> seen,
            Supplier<Duration> timeout)
            throws IOException {
        String server = UUID.randomUUID().toString();
        this.presences = new Presences(server, clock, System::nanoTime, changes);
        this.timestamp = new SiteTimestamp(siteTimestamp);
        this.shared = database.isShared()
                ? Optional.of(new SharedPresence(database, server, System::nanoTime))
                : Optional.empty();
        this.handler = new PresenceHandler(presences, timestamp, seen, timeout);
    }

    /** Answers at {@code /v1/presence}. */
    public Area area() {
        return new Area(PresenceHandler.PATH, handler);
    }

    /** All who are there, by PC. With a shared database it is read, so not on an I/O thread. */
    public List<Present> all() {
        List<Present> all = new ArrayList<>(presences.here());
        shared.ifPresent(others -> all.addAll(others.elsewhere()));
        all.sort(Presences.BY_PC);
        return all;
    }

    /** Looks whether the site's timestamp has changed, and who fell silent; called about each second. */
    public void look() {
        presences.sweep();
        try {
            timestamp.look();
            troubled = false;
        } catch (IOException e) {
            if (!troubled) {
                LOG.warn("The site's timestamp cannot be read: {}", e.toString());
            }
            troubled = true;
        }
    }

    /** Tells other servers and hears of them; called every few seconds, waits for the database. */
    public void share() {
        shared.ifPresent(others -> {
            others.write(presences.here());
            others.lookAtOthers();
        });
    }

    /** Answers all that wait, so that the server can end. */
    public void end() {
        handler.end();
    }

    /** Tells other servers that nobody is here any more; called when the server has ended, before the database closes. */
    public void leave() {
        shared.ifPresent(SharedPresence::leave);
    }
}
