package jp.quickcare.launcher.fetch;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks after one exchange from outside, because a thread that waits for a byte sees no clock: breaks it off when it
 * is cancelled, past its deadline, or below the minimum rate. The source is blamed for its own slowness only: of the
 * rate that time counts in which a byte was waited for, not what our disk takes to write or our processor to unpack; and
 * of any time no more than a tick for each tick, for while none comes this PC sleeps, or does not let us run. One thread
 * transfers and counts, another ticks.
 */
final class Watch implements AutoCloseable {
    private static final Duration LONGEST_TICK = Duration.ofMillis(200);

    /** On a busy PC a tick comes late now and then, and the time passes for the source all the same. */
    private static final int MOST_TICKS_AT_ONCE = 2;

    private final DownloadLimits limits;
    private final BooleanSupplier cancelled;
    private final Runnable breakOff;
    private final LongSupplier nanoTime;
    private final long mostNanosAtOnce;
    private final Future<?> ticking;
    private volatile long deadlineNanos;
    private volatile @Nullable IOException verdict;
    private long tickedNanos;
    private long passedNanos;
    private long bytes;
    private long waitedNanos;
    private long waitingSinceNanos;
    private boolean waiting;
    private long tickedWaitedNanos;
    private long windowNanos;
    private long windowStartBytes;

    /** @param deadline for what comes first: the whole of a metadata file, or the head of another answer */
    Watch(
            ScheduledExecutorService clock,
            DownloadLimits limits,
            Duration deadline,
            BooleanSupplier cancelled,
            Runnable breakOff) {
        this(clock, limits, deadline, cancelled, breakOff, System::nanoTime);
    }

    /** The same by another time. */
    Watch(
            ScheduledExecutorService clock,
            DownloadLimits limits,
            Duration deadline,
            BooleanSupplier cancelled,
            Runnable breakOff,
            LongSupplier nanoTime) {
        this.limits = limits;
        this.cancelled = cancelled;
        this.breakOff = breakOff;
        this.nanoTime = nanoTime;
        this.deadlineNanos = deadline.toNanos();
        this.tickedNanos = nanoTime.getAsLong();
        long tickMillis =
                Math.max(10, Math.min(LONGEST_TICK.toMillis(), limits.window().toMillis() / 4));
        this.mostNanosAtOnce = MOST_TICKS_AT_ONCE * TimeUnit.MILLISECONDS.toNanos(tickMillis);
        this.ticking = clock.scheduleWithFixedDelay(this::tick, tickMillis, tickMillis, TimeUnit.MILLISECONDS);
    }

    /** The head has come: from now on only the rate counts. */
    void headArrived() {
        deadlineNanos = Long.MAX_VALUE;
    }

    /** The next bytes are waited for, until {@link #arrived}. */
    synchronized void waits() {
        waitingSinceNanos = nanoTime.getAsLong();
        waiting = true;
    }

    /** So many bytes have come, or none where there are none any more. */
    synchronized void arrived(int count) {
        waitedNanos = waitedNanos(nanoTime.getAsLong());
        waiting = false;
        bytes += Math.max(0, count);
    }

    private long waitedNanos(long now) {
        return waiting ? waitedNanos + now - waitingSinceNanos : waitedNanos;
    }

    /** What to throw for a failure that the transferring thread saw: our own reason where we broke it off. */
    IOException explain(IOException seen) {
        IOException ours = verdict;
        return ours != null ? ours : seen;
    }

    /** The same for what is no failure of the transfer's: it is a mistake of ours, unless we broke it off. */
    RuntimeException brokeOff(RuntimeException seen) throws IOException {
        IOException ours = verdict;
        if (ours != null) {
            ours.addSuppressed(seen);
            throw ours;
        }
        return seen;
    }

    @Override
    public void close() {
        ticking.cancel(false);
    }

    private void tick() {
        if (cancelled.getAsBoolean()) {
            end(new CancelledException("cancelled"));
            return;
        }
        String slow = slowness();
        if (!slow.isEmpty()) {
            end(new SlowSourceException(slow, null));
        }
    }

    /** @return empty where the source is quick enough, or there was not yet time enough to tell */
    private synchronized String slowness() {
        long now = nanoTime.getAsLong();
        long step = Math.min(now - tickedNanos, mostNanosAtOnce);
        tickedNanos = now;
        passedNanos += step;
        long waited = waitedNanos(now);
        windowNanos += Math.min(waited - tickedWaitedNanos, step);
        tickedWaitedNanos = waited;
        long deadline = deadlineNanos;
        if (deadline != Long.MAX_VALUE) {
            return passedNanos > deadline
                    ? "no complete answer within " + TimeUnit.NANOSECONDS.toMillis(deadline) + " ms"
                    : "";
        }
        return windowNanos < limits.window().toNanos() ? "" : slownessInWindow();
    }

    private String slownessInWindow() {
        long inWindow = bytes - windowStartBytes;
        double seconds = windowNanos / 1e9;
        windowNanos = 0;
        windowStartBytes = bytes;
        return inWindow >= limits.minimumBytesPerSecond() * seconds
                ? ""
                : inWindow + " bytes in " + Math.round(seconds * 1000) + " ms, less than "
                        + limits.minimumBytesPerSecond() + " bytes a second";
    }

    private void end(IOException why) {
        verdict = why;
        ticking.cancel(false);
        breakOff.run();
    }
}
