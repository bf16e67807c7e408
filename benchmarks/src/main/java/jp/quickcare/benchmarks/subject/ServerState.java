package jp.quickcare.benchmarks.subject;

import java.time.Duration;
import java.util.Optional;
import jp.quickcare.benchmarks.serve.Line;

/** How a subject's server treats its clients. */
public enum ServerState {
    /** Serves the release on offer. */
    UP(Optional.empty()),
    /** The same behind 100 Mbit/s, on the floor. */
    UP_100_MBIT(Optional.of(new Line(100_000_000, Duration.ZERO))),
    /** The same behind 100 Mbit/s with a round trip of 30 ms, in another building. */
    UP_100_MBIT_30_MS(Optional.of(new Line(100_000_000, Duration.ofMillis(15)))),
    /** The same behind 10 Mbit/s with a round trip of 30 ms, in another town. */
    UP_10_MBIT_30_MS(Optional.of(new Line(10_000_000, Duration.ofMillis(15)))),
    /** Nobody listens: connections are refused. */
    DEAD(Optional.empty()),
    /** Accepts connections and never answers. */
    SILENT(Optional.empty());

    private final Optional<Line> line;

    ServerState(Optional<Line> line) {
        this.line = line;
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
        return line;
    }
}
