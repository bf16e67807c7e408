package jp.quickcare.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import jp.quickcare.launcher.talk.Messages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LauncherCommandsTest {
    private final PrintStream err = System.err;

    @AfterEach
    void the_error_output_is_as_it_was() {
        System.setErr(err);
    }

    /** SA3, F5 */
    @Test
    void what_is_quoted_of_the_command_line_cannot_command_the_terminal() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        String[] line = {"status", "--home", "/no\u001b[2Jwhere", "--language", "en"};

        int exitCode = LauncherCommands.of(Messages.in(Locale.ENGLISH), line).execute(line);

        assertThat(exitCode).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("/no\\u001b[2Jwhere")
                .doesNotContain("\u001b");
    }
}
