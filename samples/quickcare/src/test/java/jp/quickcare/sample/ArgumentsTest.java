package jp.quickcare.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    @Test
    void nothing_given_means_the_login_screen() {
        assertThat(Arguments.parse())
                .isEqualTo(new Arguments(Optional.empty(), Optional.empty(), Optional.empty(), false));
    }

    @Test
    void options_may_come_in_any_order() {
        assertThat(Arguments.parse("--exit", "--user", "Mori", "--screenshot", "a.png"))
                .isEqualTo(new Arguments(Optional.of("Mori"), Optional.empty(), Optional.of(Path.of("a.png")), true));
    }

    // F5
    @Test
    void a_wrong_option_is_named() {
        assertThatThrownBy(() -> Arguments.parse("--colour")).hasMessage("unknown option: --colour");
        assertThatThrownBy(() -> Arguments.parse("--user")).hasMessage("--user needs a value");
        assertThatThrownBy(() -> Arguments.parse("--note", "a")).hasMessage("--note needs --user");
    }
}
