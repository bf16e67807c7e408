package jp.quickcare.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void the_median_of_an_odd_number_of_runs_is_the_middle_one() {
        assertThat(Summary.of(List.of(9.0, 1.0, 5.0))).isEqualTo(new Summary(5, 1, 9, 3));
    }

    @Test
    void the_median_of_an_even_number_of_runs_lies_between_the_middle_two() {
        assertThat(Summary.of(List.of(8.0, 1.0, 3.0, 5.0))).isEqualTo(new Summary(4, 1, 8, 4));
    }

    @Test
    void no_runs_have_no_summary() {
        assertThatThrownBy(() -> Summary.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
