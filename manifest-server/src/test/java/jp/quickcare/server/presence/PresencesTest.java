package jp.quickcare.server.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import jp.quickcare.server.clients.ClientInfo;
import jp.quickcare.server.live.Changes;
import org.junit.jupiter.api.Test;

/** A8: gone soon when it vanishes, whatever the clock does. */
class PresencesTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final AtomicInteger told = new AtomicInteger();
    private final Presences presences = presences();

    private Presences presences() {
        Changes changes = new Changes();
        changes.listen(topic -> told.incrementAndGet());
        return new Presences("here", Clock.systemUTC(), nanos::get, changes);
    }

    private static Arrival arrival(int processes) {
        ClientInfo client =
                new ClientInfo("id", "", "PC", "u", "qc", "QC", "win-x64", "1.0.0", Optional.empty(), Optional.empty());
        return new Arrival(client, "session", "launcher", processes, "");
    }

    /** A8 */
    @Test
    void one_that_falls_silent_is_gone_after_its_time_and_not_before() {
        Presences.Visit visit = presences.arrive(arrival(1)).orElseThrow();
        presences.sweep();
        assertThat(presences.here()).as("a held request is no silence").hasSize(1);
        presences.answered("session", visit, Duration.ofSeconds(45));
        nanos.addAndGet(Duration.ofSeconds(44).toNanos());
        presences.sweep();
        assertThat(presences.here()).hasSize(1);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        presences.sweep();
        assertThat(presences.here()).isEmpty();
        assertThat(told).hasValue(2);
    }

    /** A8 */
    @Test
    void one_that_comes_again_stays_and_is_no_news() {
        Presences.Visit visit = presences.arrive(arrival(1)).orElseThrow();
        presences.answered("session", visit, Duration.ofSeconds(1));
        presences.arrive(arrival(1));
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        presences.sweep();
        presences.closed("session", visit);
        assertThat(presences.here()).hasSize(1);
        assertThat(told).hasValue(1);
        presences.arrive(arrival(2));
        assertThat(told).hasValue(2);
    }
}
