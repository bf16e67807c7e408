package jp.quickcare.launcher.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.policy.LastCheck.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastCheckTest {
    private static final LastCheck CHECK = new LastCheck(
            Decision.OFFERED,
            true,
            "1.2.0",
            "ab".repeat(32),
            7,
            Map.of("ja", "今日\n\\中に", "en", "today=\r\nend\n"),
            false,
            "\"site\"",
            "\"release\"",
            "proxy.example:3128",
            "cd".repeat(32),
            true,
            1_900_000_000_000L,
            1_900_000_000_001L);

    @TempDir
    Path temp;

    @Test
    void a_note_reads_back_as_it_was_written() throws Exception {
        Home home = new Home(temp);
        PolicyFiles.write(home, CHECK);
        assertThat(LastCheck.read(home.lastCheck().toFile())).isEqualTo(CHECK);
    }

    /** FS13 */
    @Test
    void a_note_that_is_cut_edited_or_emptied_is_none() throws Exception {
        String text = CHECK.text();
        Path file = temp.resolve("last-check");
        for (int length = 0; length < text.length(); length += 7) {
            Files.writeString(file, text.substring(0, length));
            assertThat(LastCheck.read(file.toFile())).isNull();
        }
        Files.writeString(file, text.replace("decision=offered", "decision=anything"));
        assertThat(LastCheck.read(file.toFile())).isNull();
        Files.writeString(file, text.replace("requiredCounter=7", "requiredCounter=seven"));
        assertThat(LastCheck.read(file.toFile())).isNull();
    }

    @Test
    void the_message_comes_in_the_language_asked_for_else_in_english() {
        assertThat(CHECK.message("ja")).startsWith("今日");
        assertThat(CHECK.message("fr")).startsWith("today");
    }
}
