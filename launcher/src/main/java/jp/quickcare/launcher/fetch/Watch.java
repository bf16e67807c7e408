package jp.quickcare.launcher.fetch;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks after one exchange from outside, because a thread that waits for a byte sees no clock: breaks it off when it
 * is cancelled, past its deadline, or below the minimum rate. One thread transfers and counts, another ticks.
 */
final class Watch implements AutoCloseable {
    private static final Duration LONGEST_TICK = Duration.ofMillis(200);

    private final DownloadLimits limits;
    private final BooleanSupplier cancelled;
    private final Runnable breakOff;
    private final AtomicLong bytes = new AtomicLong();
    private final long startNanos = System.nanoTime();
    private final Future<?> ticking;
    private volatile long deadlineNanos;
    private volatile @Nullable IOException verdict;
    private long windowStartNanos = startNanos;
    private long windowStartBytes;

    /** @param deadline for what comes first: the whole of a metadata file, or the head of another answer */
    Watch(
            ScheduledExecutorService clock,
            DownloadLimits limits,
            Duration deadline,
            BooleanSupplier cancelled,
            Runnable breakOff) {
        this.limits = limits;
        this.cancelled = cancelled;
        this.breakOff = breakOff;
        this.deadlineNanos = deadline.toNanos();
        long tickMillis =
                Math.max(10, Math.min(LONGEST_TICK.toMillis(), limits.window().toMillis() / 4));
        this.ticking = clock.scheduleWithFixedDelay(this::tick, tickMillis, tickMillis, TimeUnit.MILLISECONDS);
    }

    /** The head has come: from now on only the rate counts. */
    void headArrived() {
        deadlineNanos = Long.MAX_VALUE;
    }

    void count(long more) {
        bytes.addAndGet(more);
    }

    /** What to throw for a failure that the transferring thread saw: our own reason where we broke it off. */
    IOException explain(IOException seen) {
        IOException ours = verdict;
        return ours != null ? ours : seen;
    }

    @Override
    public void close() {
        ticking.cancel(false);
    }

    private void tick() {
        long now = System.nanoTime();
        if (cancelled.getAsBoolean()) {
            end(new CancelledException("cancelled"));
        } else if (now - startNanos > deadlineNanos) {
            end(new SlowSourceException(
                    "no complete answer within " + TimeUnit.NANOSECONDS.toMillis(deadlineNanos) + " ms", null));
        } else if (now - windowStartNanos >= limits.window().toNanos()) {
            checkRate(now);
        }
    }

    private void checkRate(long now) {
        long inWindow = bytes.get() - windowStartBytes;
        double seconds = (now - windowStartNanos) / 1e9;
        if (deadlineNanos == Long.MAX_VALUE && inWindow < limits.minimumBytesPerSecond() * seconds) {
            end(new SlowSourceException(
                    inWindow + " bytes in " + Math.round(seconds * 1000) + " ms, less than "
                            + limits.minimumBytesPerSecond() + " bytes a second",
                    null));
        }
        windowStartNanos = now;
        windowStartBytes = bytes.get();
    }

    private void end(IOException why) {
        verdict = why;
        ticking.cancel(false);
        breakOff.run();
    }
}
