package jp.quickcare.server.systemlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** F1: what an entry says, in the language of who reads it. */
class MessageTest {
    /** A10, F1: an administrator reads words, not our codes; a code of a newer launcher stands as it came. */
    @Test
    void why_an_update_failed_is_said_in_words() {
        Message failed =
                new Message("apply-failed", Map.of("code", "IN_USE", "files", "quickcare.jar", "detail", "EXCEL.EXE"));
        assertThat(failed.text(Locale.ENGLISH))
                .isEqualTo("Files could not be put in place: quickcare.jar; files are in use (EXCEL.EXE)");
        assertThat(failed.text(Locale.JAPANESE)).isEqualTo("ファイルを置き換えられませんでした（ファイルが使用中です）。 quickcare.jar（EXCEL.EXE）");
        Message newer = new Message("download-failed", Map.of("code", "OF_TOMORROW"));
        assertThat(newer.text(Locale.ENGLISH)).isEqualTo("The download failed: OF_TOMORROW");
        assertThat(newer.text(Locale.JAPANESE)).isEqualTo("ダウンロードできませんでした（OF_TOMORROW）。");
    }

    /** F1: a fact that is a sentence may be there in both languages. */
    @Test
    void a_fact_may_have_its_words_in_japanese() {
        Message bad = new Message("admin.settings-file-bad", Map.of("reason", "why", "reason.ja", "なぜ"));
        assertThat(bad.text(Locale.ENGLISH)).endsWith(": why");
        assertThat(bad.text(Locale.JAPANESE)).endsWith(": なぜ");
    }
}
