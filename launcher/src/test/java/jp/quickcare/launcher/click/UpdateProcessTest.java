package jp.quickcare.launcher.click;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.SourceFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.update.UpdateFlow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** SPEC A20, A21: what a click and the process of its update say to each other. */
class UpdateProcessTest {
    @TempDir
    private Path folder;

    private final List<String> done = new ArrayList<>();

    private final class Told implements SlowPath {
        private final Optional<Decided> decided;
        private final Done outcome;

        Told(Optional<Decided> decided, Done outcome) {
            this.decided = decided;
            this.outcome = outcome;
        }

        @Override
        public Decided check() throws UpdateFailure {
            done.add("check");
            return decided.orElseThrow(() -> new SourceFailure(FailureCode.NO_SERVER, "nobody there", null));
        }

        @Override
        public Done carryOut(boolean accepted) {
            done.add("carry out, accepted: " + accepted);
            return outcome;
        }

        @Override
        public void putBack() {
            throw new IllegalStateException();
        }

        @Override
        public void close() {}
    }

    private String asked(SlowPath slowPath, String words) throws IOException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        UpdateProcess.serve(
                slowPath,
                new ByteArrayInputStream(words.getBytes(StandardCharsets.US_ASCII)),
                new PrintStream(told, false, StandardCharsets.US_ASCII));
        return told.toString(StandardCharsets.US_ASCII);
    }

    /** A20 */
    @Test
    void a_check_that_leaves_nothing_to_do_changes_nothing() throws IOException {
        Told idle = new Told(Optional.of(new SlowPath.Decided(false, Optional.empty())), new SlowPath.Done.Reload());

        assertThat(asked(idle, "check\n")).isEqualTo("answer start\n");
        assertThat(done).containsExactly("check");
    }

    /** A6, A21 */
    @Test
    void what_is_to_be_done_is_done_when_it_is_asked_for_and_told_by_its_outcome() throws IOException {
        Told replacing =
                new Told(Optional.of(new SlowPath.Decided(true, Optional.empty())), new SlowPath.Done.Reload());

        assertThat(asked(replacing, "check\ncarry-out\n")).isEqualTo("answer act\nanswer reload\n");
        assertThat(done).containsExactly("check", "carry out, accepted: false");
    }

    /** A6: what the person has accepted is not asked again, and a refusal keeps its exit code. */
    @Test
    void what_was_accepted_is_passed_on_and_so_is_the_exit_code_of_a_stop() throws IOException {
        assertThat(asked(new Told(Optional.empty(), new SlowPath.Done.Stop(8)), "carry-out-accepted\n"))
                .isEqualTo("answer stop 8\n");
        assertThat(done).containsExactly("carry out, accepted: true");
    }

    /** A30 */
    @Test
    void a_check_that_failed_is_told_and_the_next_word_is_heard() throws IOException {
        Told without = new Told(Optional.empty(), new SlowPath.Done.Start(Optional.empty()));

        assertThat(asked(without, "check\ncarry-out\n")).isEqualTo("answer failed\nanswer start\n");
    }

    /** A20: an installation without its commands is updated by the click itself. */
    @Test
    void without_the_launcher_s_command_the_update_is_made_in_this_process() {
        assertThat(UpdateProcess.orHere(new Home(folder))).isInstanceOf(UpdateFlow.class);
    }

    /** An installation whose command is this script. */
    private Home answering(String script) throws IOException {
        Path command = Files.createDirectories(folder.resolve("bin")).resolve("launcher");
        Files.writeString(command, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Home(folder);
    }

    /** A6, A20: were one line taken for an answer that is none, each answer would be taken for that of another question. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void what_java_says_of_itself_is_no_answer() throws Exception {
        Home home = answering("""
                echo '[0.016s][warning][cds] shared class paths mismatch'
                while read -r word; do
                    case $word in
                        check) echo 'answer act' ;;
                        *) echo '[1.5s][warning][gc] low on space'; echo 'answer stop 3' ;;
                    esac
                done
                """);
        try (SlowPath asked = UpdateProcess.orHere(home)) {
            assertThat(asked.check().act()).isTrue();
            assertThat(asked.carryOut(false)).isEqualTo(new SlowPath.Done.Stop(3));
        }
    }
}
