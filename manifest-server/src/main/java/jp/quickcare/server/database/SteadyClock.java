package jp.quickcare.server.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The time of day that does not go back by a little, as it does when a clock is put right: then it stands at the last
 * time it told. A clock that is set back by more was wrong before, and is followed. Thread-safe.
 */
public final class SteadyClock extends Clock {
    /** A setting back up to this is waited out. */
    static final Duration LITTLE = Duration.ofMinutes(5);

    private final Clock wall;
    private Instant last = Instant.MIN;

    /** @param wall the clock of the system */
    public SteadyClock(Clock wall) {
        this.wall = wall;
    }

    @Override
    public synchronized Instant instant() {
        Instant now = wall.instant();
        if (now.isAfter(last) || now.isBefore(last.minus(LITTLE))) {
            last = now;
        }
        return last;
    }

    @Override
    public ZoneId getZone() {
        return wall.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SteadyClock(wall.withZone(zone));
    }
}
