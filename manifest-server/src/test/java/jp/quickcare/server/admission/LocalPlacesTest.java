package jp.quickcare.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import jp.quickcare.server.settings.ServerSettings.Order;
import org.junit.jupiter.api.Test;

/** A4 */
class LocalPlacesTest extends PlacesContract {
    private long nanos = Long.MAX_VALUE - 5;
    private final LocalPlaces places = new LocalPlaces(() -> nanos, new SplittableRandom(7));

    @Override
    Places places() {
        return places;
    }

    @Override
    void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void tickets_without_end_are_not_given_out() {
        for (int i = 0; i < Places.MOST_TICKETS; i++) {
            assertThat(places.enter("t" + i, rules(1, Order.FIFO))).isPresent();
        }
        assertThat(places.enter("one more", rules(1, Order.FIFO))).isEmpty();
        pass(LEASE);
        assertThat(places.enter("one more", rules(1, Order.FIFO))).isPresent();
    }
}
