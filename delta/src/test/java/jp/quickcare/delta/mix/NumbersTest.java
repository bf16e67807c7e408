package jp.quickcare.delta.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.Random;
import jp.quickcare.delta.format.DamagedDeltaException;
import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void numbers_of_all_sizes_come_back() throws DamagedDeltaException {
        BitWriter bits = new BitWriter();
        Numbers writer = new Numbers(bits, 3);
        for (long number : numbers()) {
            writer.code((int) (number % 3), number, 0);
            writer.codeSigned(1, -number / 2, 7);
        }

        Numbers reader = new Numbers(new BitReader(new ByteArrayInputStream(bits.finish())), 3);

        for (long number : numbers()) {
            assertThat(reader.code((int) (number % 3), 0, 0)).isEqualTo(number);
            assertThat(reader.codeSigned(1, 0, 7)).isEqualTo(-number / 2);
        }
    }

    private static long[] numbers() {
        Random random = new Random(1);
        long[] numbers = new long[5_000];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextLong() >>> (21 + random.nextInt(43));
        }
        numbers[0] = Numbers.MAX;
        return numbers;
    }

    @Test
    void a_thousand_equal_numbers_take_a_few_bytes() throws DamagedDeltaException {
        BitWriter bits = new BitWriter();
        Numbers writer = new Numbers(bits, 1);
        for (int i = 0; i < 1_000; i++) {
            writer.code(0, 5, 0);
        }

        assertThat(bits.finish()).hasSizeLessThan(20);
    }

    @Test
    void reading_on_after_the_end_is_noticed() throws DamagedDeltaException {
        Numbers reader = new Numbers(new BitReader(new ByteArrayInputStream(new byte[0])), 1);

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100_000_000; i++) {
                        reader.code(0, 0, i);
                    }
                })
                .isInstanceOf(DamagedDeltaException.class);
    }
}
