package jp.quickcare.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import jp.quickcare.benchmarks.measure.Summary;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void json_has_one_object_for_each_result() {
        var results = List.of(
                new Result("start/update", "quickcare", "cpu", "ms", new Summary(1.5, 1, 2, 9)),
                new Result("start/update", "getdown", "cpu", "ms", new Summary(3, 3, 3, 1)));

        assertThat(JsonReport.of(results)).isEqualTo("""
                        [{"benchmark":"start/update","subject":"quickcare","metric":"cpu","unit":"ms",\
                        "median":1.500,"min":1.000,"max":2.000,"runs":9},
                         {"benchmark":"start/update","subject":"getdown","metric":"cpu","unit":"ms",\
                        "median":3.000,"min":3.000,"max":3.000,"runs":1}]
                        """);
    }

    @Test
    void no_results_are_an_empty_array() {
        assertThat(JsonReport.of(List.of())).isEqualTo("[]\n");
    }

    @Test
    void a_table_aligns_names_to_the_left_and_numbers_to_the_right() {
        var table = new Table("subject", "CPU ms");
        table.row("plain", "79");
        table.row("update4j-of-old", "1234567");

        assertThat(table.toString()).isEqualTo("""
                        subject           CPU ms
                        ------------------------
                        plain                 79
                        update4j-of-old  1234567
                        """);
    }

    @Test
    void a_row_of_another_width_is_refused() {
        assertThatThrownBy(() -> new Table("a", "b").row("1")).isInstanceOf(IllegalArgumentException.class);
    }
}
