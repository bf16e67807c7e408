package jp.quickcare.delta.create;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jp.quickcare.delta.format.Limits;
import jp.quickcare.delta.plan.Piece.Part;
import org.junit.jupiter.api.Test;

class SplittingTest {
    @Test
    void ordinary_content_is_one_part() {
        assertThat(Splitting.parts(20 << 20, 25 << 20)).isEmpty();
        assertThat(Splitting.parts(0, 0)).isEmpty();
    }

    @Test
    void parts_of_large_content_cover_it_and_lie_over_old_bytes_that_a_group_may_hold() {
        for (long length : new long[] {1, 29L << 20, 300L << 20, 5L << 30}) {
            for (long oldLength : new long[] {0, 1, 29L << 20, 130L << 20, 3L << 30}) {
                List<Part> parts = Splitting.parts(length, oldLength);

                if (!parts.isEmpty()) {
                    assertThat(parts.stream().mapToLong(Part::length).sum()).isEqualTo(length);
                }
                assertThat(parts).allSatisfy(part -> {
                    assertThat(part.oldOffset()).isNotNegative();
                    assertThat(part.oldLength()).isBetween(0, Limits.MAX_GROUP_OLD_BYTES);
                    assertThat(part.oldOffset() + part.oldLength()).isLessThanOrEqualTo(oldLength);
                });
            }
        }
    }
}
