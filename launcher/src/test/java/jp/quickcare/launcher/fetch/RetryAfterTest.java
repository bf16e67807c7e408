package jp.quickcare.launcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A4, A29: when a server says to come again */
class RetryAfterTest {
    @Test
    void seconds_are_believed_up_to_an_hour_and_nothing_else_is() {
        assertThat(RetryAfter.of("30")).contains(Duration.ofSeconds(30));
        assertThat(RetryAfter.of("999999999")).contains(Duration.ofHours(1));
        for (String none : new String[] {null, "", "-1", "1.5", "Sat, 21 Nov 2026 08:00:00 GMT", "9999999999"}) {
            assertThat(RetryAfter.of(none)).as(none).isEmpty();
        }
    }
}
