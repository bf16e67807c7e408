package jp.quickcare.manifest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class VisibleTest {
    private static final String ATTACK =
            "a\u001b[2Jb\u0007c\rd\u202ee\u200bf\u009bg\u2028h\ud800i\tj\n\u30ab\ud83d\ude00";
    private static final String SHOWN =
            "a\\u001b[2Jb\\u0007c\\u000dd\\u202ee\\u200bf\\u009bg\\u2028h\\ud800i\tj\n\u30ab\ud83d\ude00";

    /** SA3 */
    @Test
    void nothing_of_others_text_can_command_a_terminal_or_hide() {
        assertThat(Visible.of(ATTACK)).isEqualTo(SHOWN);
        assertThat(Visible.of("x".repeat(10_000), 100)).hasSize(100);
    }

    /** SA3 */
    @Test
    void nor_can_it_in_pieces_through_a_writer() throws IOException {
        StringWriter whole = new StringWriter();
        StringWriter pieces = new StringWriter();
        try (VisibleWriter writer = new VisibleWriter(whole)) {
            writer.write(ATTACK);
        }
        try (VisibleWriter writer = new VisibleWriter(pieces)) {
            for (int i = 0; i < ATTACK.length(); i++) {
                writer.write(ATTACK.charAt(i));
            }
        }
        assertThat(whole).hasToString(SHOWN);
        assertThat(pieces).hasToString(SHOWN);
    }

    @Test
    void line_ends_of_every_system_stay() {
        StringWriter shown = new StringWriter();
        PrintWriter writer = new PrintWriter(new VisibleWriter(shown));
        writer.print("one\r\n");
        writer.print("two\n");
        writer.flush();
        assertThat(shown).hasToString("one\r\ntwo\n");
    }
}
