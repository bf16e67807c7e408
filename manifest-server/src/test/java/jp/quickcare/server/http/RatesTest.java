package jp.quickcare.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** SA4: size and rate limits */
class RatesTest {
    private long nanos = Long.MIN_VALUE;

    private void pass(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void so_many_at_once_are_let_in_and_then_so_many_a_second() {
        Rates rates = new Rates(10, 50, () -> nanos);
        for (int i = 0; i < 50; i++) {
            assertThat(rates.come("a")).isZero();
        }
        assertThat(rates.come("a")).isEqualTo(1);
        pass(1_000);
        for (int i = 0; i < 10; i++) {
            assertThat(rates.come("a")).isZero();
        }
        assertThat(rates.come("a")).isPositive();
        assertThat(rates.come("b")).isZero();
        pass(60_000);
        for (int i = 0; i < 50; i++) {
            assertThat(rates.come("a")).isZero();
        }
        assertThat(rates.come("a")).isPositive();
    }

    @Test
    void who_keeps_to_its_rate_is_never_sent_away_and_who_is_sent_away_waits_no_longer_for_asking() {
        Rates rates = new Rates(1_000, 1_500, () -> nanos);
        for (int i = 0; i < 100_000; i++) {
            assertThat(rates.come("a")).isZero();
            pass(1);
        }
        for (int i = 0; i < 5_000; i++) {
            rates.come("a");
        }
        pass(1_000);
        assertThat(rates.come("a")).isZero();
    }

    @Test
    void those_who_were_not_seen_for_long_cost_no_memory() {
        Rates rates = new Rates(1, 1, () -> nanos);
        for (int i = 0; i < 60_000; i++) {
            assertThat(rates.come("x" + i)).isZero();
        }
        assertThat(rates.come("x59999")).isPositive();
        assertThat(rates.come("x0")).isZero();
    }
}
