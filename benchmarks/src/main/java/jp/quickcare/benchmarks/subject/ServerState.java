package jp.quickcare.benchmarks.subject;

import java.time.Duration;
import java.util.Optional;
import jp.quickcare.benchmarks.serve.Line;

/** How a subject's server treats its clients. */
public enum ServerState {
    /** Serves the release on offer. */
    UP(0, 0),
    /** The same behind 100 Mbit/s, on the floor. */
    UP_100_MBIT(100, 0),
    /** The same behind 100 Mbit/s with a round trip of 30 ms, in another building. */
    UP_100_MBIT_30_MS(100, 15),
    /** The same behind 10 Mbit/s with a round trip of 30 ms, in another town. */
    UP_10_MBIT_30_MS(10, 15),
    /** Nobody listens: connections are refused. */
    DEAD(0, 0),
    /** Accepts connections and never answers. */
    SILENT(0, 0);

    private final long megabitsPerSecond;
    private final long oneWayMillis;

    ServerState(long megabitsPerSecond, long oneWayMillis) {
        this.megabitsPerSecond = megabitsPerSecond;
        this.oneWayMillis = oneWayMillis;
    }

    boolean serves() {
        return this != DEAD && this != SILENT;
    }

    /**
     * Returns what is slow between client and server.
     *
     * @return empty where nothing is
     */
    public Optional<Line> line() {
        return megabitsPerSecond == 0
                ? Optional.empty()
                : Optional.of(new Line(megabitsPerSecond * 1_000_000, Duration.ofMillis(oneWayMillis)));
    }
}
