package jp.quickcare.samples.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that has its update brought while it runs, by files, as one that is no Java does it. */
class BackgroundE2EIT {
    @TempDir
    Path temp;

    private World world;

    @BeforeEach
    void a_site_offers_the_second_release_of_a_program() throws IOException {
        world = World.offering(temp, "optional");
        publish(
                3,
                List.of(
                        "echo PROGRAM 3 UP",
                        "until [ -e \"$QUICKCARE_NOTICE_FILE\" ]; do sleep 0.2; done",
                        ": > \"$QUICKCARE_DOWNLOAD_FILE\"",
                        "until grep -q -e ready -e failed \"$QUICKCARE_PROGRESS_FILE\" 2>/dev/null; do sleep 0.2; done",
                        "cat \"$QUICKCARE_PROGRESS_FILE\"",
                        "[ ! -e \"$QUICKCARE_DOWNLOAD_FILE\" ] && cat \"$(dirname \"$0\")/what.txt\"",
                        "exit 85"));
        publish(4, List.of("echo PROGRAM 4 UP \"$@\""));
    }

    private void publish(int number, List<String> lines) throws IOException {
        Path release = TinyApplication.writeProgram(temp, number);
        Files.writeString(release.resolve("run.sh"), "#!/bin/sh\n" + String.join("\n", lines) + "\n", UTF_8);
        Files.writeString(release.resolve("what.txt"), "THIS IS " + number + "\n", UTF_8);
        world.vendor().publish("tiny", number + ".0", release);
        world.site().importFrom(world.vendor());
    }

    @AfterEach
    void the_server_ends() {
        world.close();
    }

    /** A6, A24, F4: nothing of the running release is touched until it asks for that. */
    @Test
    void the_update_is_brought_while_the_program_runs_and_put_in_place_when_it_says_so() {
        world.offer(3, "optional");
        Client client = world.install("home");
        world.offer(4, "optional");

        assertThat(client.click("typed").expect(0).out())
                .containsSubsequence("PROGRAM 3 UP", "ready ", "THIS IS 3", "PROGRAM 4 UP", "typed");
        client.launcher("verify").expect(0);
    }
}
