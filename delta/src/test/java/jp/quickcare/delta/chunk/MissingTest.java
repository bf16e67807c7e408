package jp.quickcare.delta.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import jp.quickcare.delta.chunk.ChunkIndex.Packed;
import jp.quickcare.delta.chunk.Missing.Range;
import org.junit.jupiter.api.Test;

/** SPEC F3: what is brought beside what is lacking is little. */
class MissingTest {
    private static final int UNIT = 100;

    @Test
    void with_more_stretches_than_requests_only_the_narrowest_gaps_are_brought_along() {
        List<Packed> units = new ArrayList<>();
        long at = 0;
        for (int i = 0; i < 100; i++) {
            units.add(new Packed(0, at, UNIT));
            at += UNIT + (i % 2 == 0 ? 5_000 : 7_000);
        }

        List<Range> ranges = Missing.ranges(units);

        assertThat(ranges).hasSize(50).allMatch(range -> range.length() == 2 * UNIT + 5_000);
    }

    @Test
    void few_stretches_are_brought_without_what_lies_between_unless_that_is_less_than_a_request() {
        List<Packed> units =
                List.of(new Packed(0, 0, UNIT), new Packed(0, 2_000, UNIT), new Packed(0, 2_100 + 2_049, UNIT));

        assertThat(Missing.ranges(units)).containsExactly(new Range(0, 2_100), new Range(4_149, UNIT));
    }
}
