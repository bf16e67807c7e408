package jp.quickcare.server.serve;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.site.SiteSigner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the site's metadata signed anew in good time for as long as the server runs. */
final class Freshness implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Freshness.class);
    private static final Duration INTERVAL = Duration.ofHours(1);

    private static final long LONGEST_WRITING_SECONDS = 5;

    private final ServerFolder site;
    private final Clock clock;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "freshness");
        thread.setDaemon(true);
        return thread;
    });

    private final Future<?> looking;

    private Freshness(ServerFolder site, Clock clock) {
        this.site = site;
        this.clock = clock;
        this.looking = executor.scheduleWithFixedDelay(this::look, 0, INTERVAL.toSeconds(), TimeUnit.SECONDS);
    }

    /** Looks at once, and then each hour. */
    static Freshness keep(ServerFolder site, Clock clock) {
        return new Freshness(site, clock);
    }

    private void look() {
        try {
            SiteSigner.Refreshed refreshed = SiteSigner.refreshTimestamp(site, clock.instant());
            LOG.debug("freshness of {}: {}", site.path(), refreshed);
        } catch (ServerFailure e) {
            // The server serves on; clients are told by the dates when it lasts too long.
            LOG.error("The site's metadata could not be signed anew: {}", e.getMessage());
        } catch (RuntimeException e) {
            // An executor drops a task that throws, and with it every later look.
            LOG.error("The site's metadata could not be signed anew", e);
        }
    }

    /** A signature that is being written may be finished: to break it off would be told as a failure. */
    @Override
    public void close() {
        looking.cancel(false);
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
