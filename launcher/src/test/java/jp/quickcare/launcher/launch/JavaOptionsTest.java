package jp.quickcare.launcher.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That Java reads such a file as meant is seen in {@code ClickIT}, which has all of these in its options. */
class JavaOptionsTest {
    @Test
    void each_option_is_quoted_on_a_line_of_its_own() {
        String text = new JavaOptions()
                .add("-Da=b c")
                .addAll(List.of("-Dpath=C:\\x\\y", "-Dsay=\"#'介護\""))
                .text();
        assertThat(text).isEqualTo("\"-Da=b c\"\n\"-Dpath=C:\\\\x\\\\y\"\n\"-Dsay=\\\"#'介護\\\"\"\n");
    }

    /** In Japan's own encoding the second byte of 表 and ソ is a backslash's, and Java reads such a file byte by byte. */
    @Test
    void a_byte_that_looks_like_a_backslash_is_doubled_in_the_middle_of_a_character_too() {
        byte[] bytes = new JavaOptions().add("-Da=表").bytes(Charset.forName("windows-31j"));
        assertThat(bytes).isEqualTo(new byte[] {'"', '-', 'D', 'a', '=', (byte) 0x95, 0x5C, 0x5C, '"', '\n'});
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Da=\n-javaagent:evil.jar", "-Da=\r", "-Da=\0"})
    void an_option_that_would_become_two_is_refused(String option) {
        JavaOptions options = new JavaOptions();
        assertThatThrownBy(() -> options.add(option)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_word_for_the_shell_is_that_word_whatever_is_in_it() {
        assertThat(LaunchFiles.quoted("a'b $(x) `y` \\")).isEqualTo("'a'\\''b $(x) `y` \\'");
    }
}
