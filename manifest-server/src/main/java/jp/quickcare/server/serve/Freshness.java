package jp.quickcare.server.serve;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.site.SiteSigner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the site's metadata signed anew in good time for as long as the server runs. */
final class Freshness implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Freshness.class);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long LONGEST_WRITING_SECONDS = 5;

    private final ServerFolder site;
    private final Clock clock;
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "freshness");
        thread.setDaemon(true);
        return thread;
    });

    private Freshness(ServerFolder site, Clock clock) {
        this.site = site;
        this.clock = clock;
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.execute(this::look);
    }

    /** Looks at once, and then at each full hour, as turns begin with one. */
    static Freshness keep(ServerFolder site, Clock clock) {
        return new Freshness(site, clock);
    }

    private void look() {
        Duration pause = untilNextHour(clock.instant());
        try {
            SiteSigner.Refreshed refreshed = SiteSigner.refreshTimestamp(site, clock.instant());
            LOG.debug("freshness of {}: {}", site.path(), refreshed);
            pause = refreshed == SiteSigner.Refreshed.BUSY ? SOON : untilNextHour(clock.instant());
        } catch (ServerFailure e) {
            // The server serves on; clients are told by the dates when it lasts too long.
            LOG.error("The site's metadata could not be signed anew: {}", e.getMessage());
        } catch (RuntimeException e) {
            // An executor drops a task that throws, and with it every later look.
            LOG.error("The site's metadata could not be signed anew", e);
        }
        if (!executor.isShutdown()) {
            var unused = executor.schedule(this::look, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    static Duration untilNextHour(Instant now) {
        return Duration.between(now, now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS));
    }

    /** A signature that is being written may be finished: to break it off would be told as a failure. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(LONGEST_WRITING_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
