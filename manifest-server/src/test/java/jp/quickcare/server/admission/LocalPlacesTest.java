package jp.quickcare.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import jp.quickcare.server.settings.ServerSettings.Admission;
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

    @Override
    Duration moment() {
        return Duration.ofSeconds(1);
    }

    @Test
    void tickets_without_end_are_not_given_out_and_one_address_does_not_get_all() {
        Admission one = rules(1, Order.FIFO);
        for (int i = 0; i < Places.MOST_OF_ONE_PEER; i++) {
            assertThat(places.enter("t" + i, new Asker("t" + i, "192.0.2.1"), one))
                    .isPresent();
        }
        assertThat(places.enter("one more", new Asker("one more", "192.0.2.1"), one))
                .isEmpty();
        assertThat(places.enter("anew", new Asker("t7", "192.0.2.1"), one)).isPresent();
        for (int i = Places.MOST_OF_ONE_PEER; i < Places.MOST_TICKETS; i++) {
            assertThat(places.enter("t" + i, new Asker("t" + i, "192.0.2." + i), one))
                    .isPresent();
        }
        assertThat(places.enter("one more", new Asker("one more", "192.0.2.2"), one))
                .isEmpty();
        pass(LEASE);
        assertThat(places.enter("one more", new Asker("one more", "192.0.2.1"), one))
                .isPresent();
    }
}
