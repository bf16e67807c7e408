package jp.quickcare.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** A clock that is set back. */
class SteadyClockTest {
    private static final Instant START = Instant.parse("2026-11-21T05:00:00Z");

    private static final class Wall extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void a_little_back_is_waited_out_and_a_lot_is_followed() {
        Wall wall = new Wall();
        Clock clock = new SteadyClock(wall);
        assertThat(clock.instant()).isEqualTo(START);
        wall.now = START.minus(Duration.ofMinutes(4));
        assertThat(clock.instant()).isEqualTo(START);
        wall.now = START.plusSeconds(1);
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(1));
        wall.now = START.minus(Duration.ofDays(1));
        assertThat(clock.instant()).isEqualTo(wall.now);
        wall.now = START.plus(Duration.ofDays(400));
        assertThat(clock.instant()).isEqualTo(wall.now);
    }
}
