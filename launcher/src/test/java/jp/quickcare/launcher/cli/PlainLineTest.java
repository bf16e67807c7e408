package jp.quickcare.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import jp.quickcare.launcher.talk.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainLineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update",
                "update --silent",
                "update --silent --ignore-in-use --home /a/b",
                "update --window --language=ja --log=/tmp/x.log",
                "install --home /h --silent",
                "install --home=/h --server http://a/ --server http://b/ --app qc --channel QC --platform linux-x64"
                        + " --release-root r.json --site-root=s.json --staging /s --answer-within-millis 500"
                        + " --no-shortcuts --silent --language en",
                "install --home /h --shortcuts-dir /d --app a=b",
            })
    void what_is_read_in_short_is_read_as_the_library_reads_it(String text) {
        String[] line = text.split(" ");

        CommandBase read = PlainLine.read(line).orElseThrow();

        Object byLibrary = LauncherCommands.of(Messages.in(Locale.ENGLISH), line)
                .parseArgs(line)
                .subcommand()
                .commandSpec()
                .userObject();
        assertThat(read).usingRecursiveComparison().ignoringFields("speech").isEqualTo(byLibrary);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "status",
                "--help",
                "update --help",
                "update extra",
                "update --silent --silent",
                "update --silent=true",
                "update --home",
                "update --home --silent",
                "update --home=",
                "update --home /a --home /b",
                "update --server http://a/",
                "update -h",
                "update --",
                "update @file",
                "install --channel \"QC\"",
                "install --nonsense x",
            })
    void what_is_unusual_or_wrong_is_left_to_the_library(String text) {
        assertThat(PlainLine.read(text.isEmpty() ? new String[0] : text.split(" ", -1)))
                .isEqualTo(Optional.empty());
    }

    @Test
    void a_name_that_no_file_can_have_is_left_to_the_library() {
        assertThat(PlainLine.read("update", "--home", "a\0b")).isEmpty();
    }
}
