package jp.quickcare.server.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import jp.quickcare.server.clients.Clients;
import jp.quickcare.server.clients.RolledBack;
import jp.quickcare.server.database.Database;
import jp.quickcare.server.database.DatabaseFailure;
import jp.quickcare.server.database.DatabaseLocation;
import jp.quickcare.server.database.SteadyClock;
import jp.quickcare.server.durable.DurableFiles;
import jp.quickcare.server.durable.FolderLock;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.http.Area;
import jp.quickcare.server.live.Changes;
import jp.quickcare.server.live.Topic;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.presence.Presence;
import jp.quickcare.server.records.LiveProgress;
import jp.quickcare.server.records.Records;
import jp.quickcare.server.reports.Reports;
import jp.quickcare.server.reports.TookHandler;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.settings.LiveSettings;
import jp.quickcare.server.systemlog.CommandNotes;
import jp.quickcare.server.systemlog.SystemLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a running site server remembers: its database, and all that is kept there, with what has to be done for it now
 * and then. Thread-safe.
 */
final class SiteMemory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SiteMemory.class);

    /** Within a day's work also where the server is switched off each evening; by then a clock that came up wrong is right. */
    private static final Duration FIRST_DROP = Duration.ofMinutes(10);

    private final FolderLock lock;
    private final Database database;
    private final Clock clock;
    private final LiveSettings settings;
    private final Clients clients;
    private final LiveProgress progress;
    private final Records records;
    private final SystemLog log;
    private final Presence presence;
    private final List<Area> areas;
    private final CommandNotes notes;
    private final Changes changes;
    private final ScheduledExecutorService looking = thread("presence");
    /** Of its own, for it may wait for the database. */
    private final ScheduledExecutorService keeping = thread("housekeeping");

    private SiteMemory(FolderLock lock, Database database, ServerFolder site, LiveSettings settings, Changes changes)
            throws IOException {
        this.lock = lock;
        this.database = database;
        this.settings = settings;
        this.changes = changes;
        this.notes = new CommandNotes(DatabaseLocation.folder(site.path()));
        this.clock = new SteadyClock(Clock.systemUTC());
        this.clients = new Clients(database, clock, changes);
        this.progress = new LiveProgress(database, clock);
        this.records = new Records(database, clock, progress, changes);
        this.log = new SystemLog(database);
        Supplier<Duration> timeout = () -> settings.current().timeout();
        Path timestamp = site.repository().siteMetadata().path().resolve("timestamp.json");
        this.presence = new Presence(database, timestamp, clock, changes, clients::seen, timeout);
        this.areas = List.of(
                Reports.area(
                        database,
                        clock,
                        changes,
                        clients,
                        progress,
                        () -> settings.current().log().on(),
                        timeout),
                presence.area(),
                TookHandler.area(database));
    }

    /**
     * Opens the site's database and begins to look after it.
     *
     * @throws ServerFailure it cannot be used ({@code DATABASE}), or another server of this folder runs ({@code BUSY})
     */
    static SiteMemory open(ServerFolder site, LiveSettings settings, Changes changes) throws ServerFailure {
        return open(site, settings, changes, FIRST_DROP);
    }

    /** The same with another time after which what is too old is dropped for the first time. */
    static SiteMemory open(ServerFolder site, LiveSettings settings, Changes changes, Duration firstDrop)
            throws ServerFailure {
        Path folder = DatabaseLocation.folder(site.path());
        FolderLock lock;
        try {
            DurableFiles.makeFolders(folder);
            lock = FolderLock.take(folder, "serve");
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.making", folder), e);
        }
        try {
            Database database = Database.open(
                    folder, DatabaseLocation.of(site.path(), settings.current().database()));
            SiteMemory memory = new SiteMemory(lock, database, site, settings, changes);
            memory.begin(firstDrop);
            return memory;
        } catch (IOException e) {
            lock.close();
            throw ServerFailure.disk(Sentence.of("attempt.reading", site.path()), e);
        } catch (ServerFailure e) {
            lock.close();
            throw e;
        }
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    private void begin(Duration firstDrop) {
        settings.listenToEdits(new SettingsNotes(settings, log, clock, changes)::note);
        every(looking, Duration.ofSeconds(1), presence::look);
        every(keeping, Duration.ofSeconds(3), presence::share);
        every(keeping, Duration.ofSeconds(5), () -> {
            progress.flush();
            clients.flush();
        });
        every(keeping, Duration.ofSeconds(5), this::takeUpNotes);
        every(keeping, Duration.ofSeconds(30), records::markVanished);
        every(keeping, firstDrop, Duration.ofMinutes(30), this::dropOld);
    }

    private static void every(ScheduledExecutorService executor, Duration pause, Runnable task) {
        every(executor, pause, pause, task);
    }

    private static void every(ScheduledExecutorService executor, Duration first, Duration pause, Runnable task) {
        Runnable guarded = () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                // That the database is away is told by itself; an executor would drop a task that throws.
                if (!(e instanceof DatabaseFailure || e.getCause() instanceof DatabaseFailure)) {
                    LOG.error("Something that is done now and then failed", e);
                }
            }
        };
        var unused =
                executor.scheduleWithFixedDelay(guarded, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void takeUpNotes() {
        notes.takeUp(log, settings.current().log().on(), clock.instant(), () -> changes.changed(Topic.LOG));
    }

    private void dropOld() {
        Duration days = Duration.ofDays(settings.current().log().days());
        Instant now = clock.instant();
        int dropped = log.drop(days, now) + records.drop(days, now);
        if (dropped > 0) {
            LOG.info("{} entries and updates older than {} days were dropped.", dropped, days.toDays());
        }
    }

    /** Who answers for it. */
    List<Area> areas() {
        return areas;
    }

    Database database() {
        return database;
    }

    Clients clients() {
        return clients;
    }

    RolledBack rolledBack() {
        return new RolledBack(database);
    }

    Records records() {
        return records;
    }

    SystemLog log() {
        return log;
    }

    Presence presence() {
        return presence;
    }

    Clock clock() {
        return clock;
    }

    /** Lets those go who wait; called before the server ends. */
    void end() {
        presence.end();
    }

    /** Writes what is not written yet; called when nobody is answered any more. */
    @Override
    public void close() {
        looking.shutdownNow();
        keeping.shutdownNow();
        try {
            progress.flush();
            clients.flush();
            presence.leave();
        } catch (RuntimeException e) {
            LOG.warn("The last of it could not be written: {}", e.toString());
        }
        database.close();
        lock.close();
    }
}
