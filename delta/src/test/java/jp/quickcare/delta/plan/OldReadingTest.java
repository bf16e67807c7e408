package jp.quickcare.delta.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import jp.quickcare.delta.Zips;
import jp.quickcare.delta.container.ByteSource;
import jp.quickcare.delta.format.DamagedDeltaException;
import org.junit.jupiter.api.Test;

/** SPEC F3: old content is read the same whether one thread does it or two. */
class OldReadingTest {
    private static final int MANY = 5 << 20;
    private static final int PARTS = 5;

    @Test
    void every_stretch_comes_to_its_place() throws Exception {
        for (int length : new int[] {1000, MANY}) {
            byte[] old = Zips.noise(1, length);
            byte[] read = new byte[length];
            OldReading reading = new OldReading();
            for (int i = 0; i < PARTS; i++) {
                reading.add(content(i, old), (long) i * (length / PARTS), read, i * (length / PARTS), length / PARTS);
            }

            reading.run();

            assertThat(Arrays.mismatch(read, old)).isEqualTo(-1);
        }
    }

    @Test
    void what_is_not_there_is_refused_whoever_reads_it() {
        for (int missing : new int[] {0, PARTS - 1}) {
            OldReading reading = new OldReading();
            for (int i = 0; i < PARTS; i++) {
                int length = MANY / PARTS;
                reading.add(content(i, new byte[i == missing ? 10 : length]), 0, new byte[length], 0, length);
            }

            assertThatThrownBy(reading::run)
                    .isInstanceOf(DamagedDeltaException.class)
                    .hasMessageContaining("old bytes that are not there");
        }
    }

    private static OldContent content(int number, byte[] bytes) {
        return new OldContent.Whole(number, ByteSource.of(bytes));
    }
}
