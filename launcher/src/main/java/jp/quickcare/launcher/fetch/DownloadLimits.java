package jp.quickcare.launcher.fetch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long, how slowly and how often a source may keep us waiting (THREATS TR2).
 *
 * @param connect until a connection stands
 * @param idle without a single byte
 * @param minimumBytesPerSecond a source that stays below it for a whole {@code window} is left
 * @param window how long the rate is measured before it counts
 * @param metadata for the whole of one metadata file, whatever its rate
 * @param parallel transfers at the same time, 1 to 16
 * @param attempts how often a source is asked again in a row while nothing at all arrives, 1 or more
 */
public record DownloadLimits(
        Duration connect,
        Duration idle,
        long minimumBytesPerSecond,
        Duration window,
        Duration metadata,
        int parallel,
        int attempts) {
    private static final int MOST_PARALLEL = 16;

    /** Refuses what could not work. */
    public DownloadLimits {
        requirePositive("connect", connect);
        requirePositive("idle", idle);
        requirePositive("window", window);
        requirePositive("metadata", metadata);
        if (minimumBytesPerSecond < 0) {
            throw new IllegalArgumentException("minimum rate " + minimumBytesPerSecond);
        }
        if (parallel < 1 || parallel > MOST_PARALLEL) {
            throw new IllegalArgumentException("parallel " + parallel + ", allowed are 1 to " + MOST_PARALLEL);
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts " + attempts);
        }
    }

    /** What an update uses: 5 s to connect, 60 s idle, 1 KiB/s over 30 s, 30 s for a metadata file, 4 at a time. */
    public static DownloadLimits standard() {
        return new DownloadLimits(
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                1024,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                4,
                3);
    }

    /** By hand: what a record generates starts up slowly, and each update asks. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DownloadLimits that
                && connect.equals(that.connect)
                && idle.equals(that.idle)
                && minimumBytesPerSecond == that.minimumBytesPerSecond
                && window.equals(that.window)
                && metadata.equals(that.metadata)
                && parallel == that.parallel
                && attempts == that.attempts;
    }

    @Override
    public int hashCode() {
        return connect.hashCode() * 31 + metadata.hashCode();
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " " + duration);
        }
    }
}
