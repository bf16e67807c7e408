package jp.quickcare.delta.difference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuffixArrayTest {
    @Test
    void suffixes_are_in_the_order_that_comparing_gives() {
        Random random = new Random(1);
        for (int round = 0; round < 400; round++) {
            byte[] text = new byte[random.nextInt(200)];
            int alphabet = 1 + random.nextInt(round % 3 == 0 ? 256 : 3);
            for (int i = 0; i < text.length; i++) {
                text[i] = (byte) random.nextInt(alphabet);
            }

            assertThat(SuffixArray.of(text)).as(Arrays.toString(text)).isEqualTo(slowly(text));
        }
    }

    @Test
    void long_repeats_are_no_problem() {
        byte[] same = new byte[200_000];

        int[] order = SuffixArray.of(same);

        assertThat(order[0]).isEqualTo(same.length - 1);
        assertThat(order[same.length - 1]).isZero();
    }

    private static int[] slowly(byte[] text) {
        Comparator<Integer> order = (a, b) -> Arrays.compareUnsigned(text, a, text.length, text, b, text.length);
        return IntStream.range(0, text.length)
                .boxed()
                .sorted(order)
                .mapToInt(i -> i)
                .toArray();
    }
}
