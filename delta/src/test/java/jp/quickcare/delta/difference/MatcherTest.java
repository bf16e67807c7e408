package jp.quickcare.delta.difference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatcherTest {
    @Test
    void steps_cover_all_new_bytes_and_stay_within_the_old_ones() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[] old = new byte[random.nextInt(3_000)];
            random.nextBytes(old);
            byte[] fresh = shuffled(old, random);

            List<Control> controls = new Matcher(old).match(fresh, random.nextInt(old.length + 1));

            int made = 0;
            for (Control control : controls) {
                if (control.overLength() > 0) {
                    assertThat(control.oldAt()).isBetween(0, old.length - control.overLength());
                }
                made += control.overLength() + control.extraLength();
            }
            assertThat(made).as("seed %d", seed).isEqualTo(fresh.length);
        }
    }

    @Test
    void what_moved_is_found_where_it_was() {
        byte[] old = new byte[10_000];
        new Random(1).nextBytes(old);
        byte[] fresh = new byte[10_000];
        System.arraycopy(old, 6_000, fresh, 0, 4_000);
        System.arraycopy(old, 0, fresh, 4_000, 6_000);

        assertThat(new Matcher(old).match(fresh, 0))
                .extracting(Control::extraLength)
                .containsOnly(0);
    }

    private static byte[] shuffled(byte[] old, Random random) {
        byte[] fresh = new byte[random.nextInt(3_000)];
        random.nextBytes(fresh);
        for (int i = random.nextInt(5); i > 0 && old.length > 0 && fresh.length > 0; i--) {
            int from = random.nextInt(old.length);
            int to = random.nextInt(fresh.length);
            int length = random.nextInt(Math.min(old.length - from, fresh.length - to) + 1);
            System.arraycopy(old, from, fresh, to, length);
        }
        return fresh;
    }
}
