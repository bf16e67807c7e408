package jp.quickcare.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingRenamesTest {
    /** A25: a deletion has an empty second part, at which other readers of such a value stop. */
    @Test
    void pairs_with_an_empty_part_are_read_and_written_as_they_stand() {
        String text = "\\??\\C:\\a\0\0\\??\\C:\\介護\0!\\??\\C:\\b\0\0";
        byte[] value = text.getBytes(StandardCharsets.UTF_16LE);
        PendingRenames pending = PendingRenames.of(value);
        assertThat(pending.pairs())
                .containsExactly(List.of("\\??\\C:\\a", ""), List.of("\\??\\C:\\介護", "!\\??\\C:\\b"));
        assertThat(pending.bytes()).isEqualTo(value);
    }

    /** A25: what others wrote stays, also behind an entry that somebody has emptied. */
    @Test
    void entries_behind_an_empty_one_are_kept() {
        byte[] value = "\0\0\\??\\C:\\other\0\0\0".getBytes(StandardCharsets.UTF_16LE);

        PendingRenames pending = PendingRenames.of(value);

        assertThat(pending.pairs()).containsExactly(List.of("", ""), List.of("\\??\\C:\\other", ""));
        assertThat(pending.without(List.of()).bytes()).isEqualTo(value);
    }

    @Test
    void what_is_cut_off_is_left_out() {
        assertThat(PendingRenames.of(new byte[0]).count()).isZero();
        assertThat(PendingRenames.of("a\0b".getBytes(StandardCharsets.UTF_16LE)).count())
                .isZero();
    }
}
