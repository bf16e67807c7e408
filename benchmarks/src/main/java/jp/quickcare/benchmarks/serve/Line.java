package jp.quickcare.benchmarks.serve;

import java.time.Duration;

/**
 * What lies between a client and its server.
 *
 * @param bitsPerSecond in each direction, shared by all connections
 * @param oneWay how long a bit is on its way, once it is on the line
 */
public record Line(long bitsPerSecond, Duration oneWay) {
    /** Refuses what no line is like. */
    public Line {
        if (bitsPerSecond < 1 || oneWay.isNegative()) {
            throw new IllegalArgumentException(bitsPerSecond + " bits per second, " + oneWay);
        }
    }

    /**
     * Returns how long bytes take to get onto the line.
     *
     * @param bytes how many
     * @return nanoseconds
     */
    long nanosFor(long bytes) {
        return bytes * 8 * 1_000_000_000 / bitsPerSecond;
    }

    /**
     * Returns how many bytes go onto the line in one millisecond.
     *
     * @return at least 1
     */
    int bytesPerMilli() {
        return (int) Math.max(1, Math.min(1 << 16, bitsPerSecond / 8 / 1_000));
    }
}
