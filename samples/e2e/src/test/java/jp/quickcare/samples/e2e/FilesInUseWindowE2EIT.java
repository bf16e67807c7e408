package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A program has a file open that is to be replaced; the person at the PC decides. */
class FilesInUseWindowE2EIT extends OnADesktop {
    /** A25 */
    @Test
    void a_file_in_use_is_told_and_looked_for_again() throws Exception {
        world.offer(2, "required");
        Process reader = holding(client.file("lib/changing.bin"));
        var click = screen.click(client);
        screen.see("Tiny has to be updated")
                .press("Return")
                .see("Please close these programs first")
                .pressAndSeeAgain("Return", "Please close these programs first");
        assertThat(client.files()).contains("old.txt");

        reader.destroy();
        reader.onExit().join();
        screen.press("alt+t");

        assertThat(ended(click).expect(0).out()).contains("APP 2 UP");
    }

    /** A25: kept, and put in place by the next start, for which no server is asked. */
    @Test
    void at_the_next_start_the_release_that_was_kept_is_put_in_place() throws Exception {
        world.offer(2, "required");
        Process reader = holding(client.file("lib/changing.bin"));
        var click = screen.click(client);
        screen.see("Tiny has to be updated").press("Return");
        screen.see("Please close these programs first").press("alt+n");
        assertThat(ended(click).exitCode()).isEqualTo(8);
        screen.see("Ready for the next start").press("Return");
        client.launcher("verify").expect(0);

        reader.destroy();
        reader.onExit().join();
        world.site().stop();

        assertThat(client.click().expect(0).out()).contains("APP 2 UP");
        client.launcher("verify").expect(0);
    }

    /** A25: nothing was changed. */
    @Test
    void stop_leaves_the_old_release_whole() throws Exception {
        world.offer(2, "required");
        Process reader = holding(client.file("lib/changing.bin"));
        var click = screen.click(client);
        screen.see("Tiny has to be updated").press("Return");
        screen.see("Please close these programs first").press("Escape");

        assertThat(ended(click).exitCode()).isEqualTo(8);
        client.launcher("verify").expect(0);
        screen.see("That did not work").press("Return");
        reader.destroy();
    }

    private static Process holding(Path file) throws IOException {
        return new ProcessBuilder("sleep", "300").redirectInput(file.toFile()).start();
    }
}
