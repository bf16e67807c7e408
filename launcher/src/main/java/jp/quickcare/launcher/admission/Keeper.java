package jp.quickcare.launcher.admission;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.fetch.Calls;
import jp.quickcare.launcher.fetch.DownloadLimits;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews places while files come, and gives them back, on one thread beside the transfer and over another connection:
 * the update waits for neither. A process that is told to end gives back on its way out. Thread-safe.
 */
final class Keeper implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final long LAST_WAIT_MILLIS = 1_000;

    private final DownloadLimits limits;
    private final Map<HeldPlace, Future<?>> renewed = new ConcurrentHashMap<>();
    private final Set<HeldPlace> given = ConcurrentHashMap.newKeySet();
    private @Nullable Calls calls;
    private @Nullable ScheduledExecutorService thread;
    private @Nullable Thread atExit;

    Keeper(DownloadLimits limits) {
        this.limits = limits;
    }

    /**
     * From now on a process that ends gives it back. The connections are ours from now on too: whoever brought the files
     * closes his before that, and to make one anew just to give a place back takes longer than the giving.
     */
    synchronized void mayHaveToGiveBack(HeldPlace place) {
        given.add(place);
        calls();
        if (atExit == null) {
            Thread hook = new Thread(this::leaveAtExit, "end of waiting");
            try {
                Runtime.getRuntime().addShutdownHook(hook);
                atExit = hook;
            } catch (IllegalStateException e) {
                // The process ends already; the lease runs out.
                LOG.debug("ending", e);
            }
        }
    }

    /** Keeps it from running out. */
    synchronized void keep(HeldPlace place) {
        long millis = Math.max(200, TimeUnit.SECONDS.toMillis(place.leaseSeconds()) / 3);
        renewed.put(place, thread().scheduleWithFixedDelay(() -> renew(place), millis, millis, TimeUnit.MILLISECONDS));
    }

    private void renew(HeldPlace place) {
        try {
            Calls.Answer answer = calls().ask("PUT", place.address(), Optional.empty(), ANSWER, () -> false);
            if (answer.status() == 410 || answer.status() == 404) {
                // The next request for files hears of it, and asks for a new one.
                LOG.warn("the place at the server was lost");
                stopRenewing(place);
            }
        } catch (IOException e) {
            LOG.debug("not renewed, and tried again", e);
        }
    }

    private void stopRenewing(HeldPlace place) {
        Future<?> task = renewed.remove(place);
        if (task != null) {
            task.cancel(false);
        }
    }

    synchronized void giveBack(HeldPlace place) {
        stopRenewing(place);
        if (given.remove(place)) {
            thread().execute(() -> delete(place));
        }
    }

    private void delete(HeldPlace place) {
        try {
            calls().ask("DELETE", place.address(), Optional.empty(), ANSWER, () -> false);
        } catch (IOException e) {
            LOG.debug("not given back: its lease runs out", e);
        }
    }

    private void leaveAtExit() {
        given.forEach(HeldPlace::close);
        endThread();
    }

    private synchronized Calls calls() {
        Calls open = calls;
        if (open == null) {
            open = new Calls(limits);
            calls = open;
        }
        return open;
    }

    private synchronized ScheduledExecutorService thread() {
        ScheduledExecutorService running = thread;
        if (running == null) {
            running = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread made = new Thread(task, "ticket");
                made.setDaemon(true);
                return made;
            });
            thread = running;
        }
        return running;
    }

    /** Waits a moment for what is to be given back; a slow server hears of it behind whatever comes now. */
    private void endThread() {
        ScheduledExecutorService running;
        synchronized (this) {
            running = thread;
            if (running == null) {
                hangUp();
                return;
            }
            if (running.isShutdown()) {
                return;
            }
            running.execute(this::hangUp);
            running.shutdown();
        }
        try {
            if (!running.awaitTermination(LAST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("places are given back later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void hangUp() {
        if (calls != null) {
            calls.close();
        }
    }

    /** Gives back what is still held; where that takes longer than a moment, it goes on behind. */
    @Override
    public void close() {
        given.forEach(HeldPlace::close);
        endThread();
        synchronized (this) {
            removeHook();
        }
    }

    private void removeHook() {
        try {
            if (atExit != null) {
                Runtime.getRuntime().removeShutdownHook(atExit);
            }
        } catch (IllegalStateException e) {
            LOG.debug("ending", e);
        }
    }
}
