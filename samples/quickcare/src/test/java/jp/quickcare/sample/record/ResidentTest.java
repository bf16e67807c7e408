package jp.quickcare.sample.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ResidentTest {

    private static final Resident HANA = new Resident(1, "佐藤 ハナ", "さとう はな", 101, 2, LocalDate.of(1938, 3, 14));

    @Test
    void the_search_finds_name_reading_and_room() {
        assertThat(HANA.matches("佐藤")).isTrue();
        assertThat(HANA.matches(" さとう ")).isTrue();
        assertThat(HANA.matches("10")).isTrue();
        assertThat(HANA.matches("")).isTrue();
        assertThat(HANA.matches("01")).isFalse();
        assertThat(HANA.matches("鈴木")).isFalse();
    }

    @Test
    void age_counts_whole_years() {
        assertThat(HANA.age(LocalDate.of(2026, 3, 13))).isEqualTo(87);
        assertThat(HANA.age(LocalDate.of(2026, 3, 14))).isEqualTo(88);
    }

    @Test
    void vital_signs_of_a_day_are_the_same_whenever_they_are_asked_for() {
        LocalDate day = LocalDate.of(2026, 3, 14);
        assertThat(Vitals.of(HANA, day, 3).subList(1, 3)).isEqualTo(Vitals.of(HANA, day.minusDays(1), 2));
    }

    // F1
    @Test
    void dates_follow_the_language() {
        boolean japanese = Locale.getDefault().getLanguage().equals("ja");
        assertThat(Dates.full(LocalDate.of(1938, 3, 14))).isEqualTo(japanese ? "昭和13年3月14日" : "Mar 14, 1938");
    }
}
