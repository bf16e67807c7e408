package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees who clicks the shortcut on a desktop, and what the keys do. */
class WindowE2EIT {
    @TempDir
    Path temp;

    private World world;
    private Client client;
    private Screen screen;

    @BeforeEach
    void a_client_with_a_screen_runs_the_first_release_and_the_second_is_there() {
        world = World.offering(temp, "optional");
        client = world.install("home");
        world.release(2);
        screen = Screen.open();
    }

    @AfterEach
    void the_screen_and_the_server_end() {
        screen.close();
        world.close();
    }

    private static Command.Result ended(CompletableFuture<Command.Result> running) throws Exception {
        return running.get(90, TimeUnit.SECONDS);
    }

    /** A6 */
    @Test
    void yes_to_a_required_update_updates_and_starts() throws Exception {
        world.offer(2, "required", "--message-en", "Please update before the tax change.");

        var click = screen.click(client);
        screen.see("Tiny has to be updated").press("Return");

        assertThat(ended(click).expect(0).out()).contains("APP 2 UP");
        screen.seeNo("Tiny");
    }

    /** A6 */
    @Test
    void no_to_a_required_update_quits_and_changes_nothing() throws Exception {
        world.offer(2, "required");

        var click = screen.click(client);
        screen.see("Tiny has to be updated").press("Escape");

        Command.Result no = ended(click);
        assertThat(no.exitCode()).isEqualTo(4);
        assertThat(no.all()).doesNotContain("UP");
        assertThat(client.files()).contains("old.txt");
        screen.seeNo("Tiny");
    }

    /** A6, A30 */
    @Test
    void a_refusal_is_read_after_the_click_has_ended_and_holds_up_nobody_else() throws Exception {
        world.offer(2, "refused", "--message-en", "Closed until noon.");

        assertThat(ended(screen.click(client)).exitCode()).isEqualTo(3);
        screen.see("Not available at the moment");
        assertThat(ended(screen.click(client)).exitCode()).isEqualTo(3);

        screen.press("Return")
                .see("Not available at the moment")
                .press("Escape")
                .seeNo("Tiny");
    }

    /** A30, A34 */
    @Test
    void a_required_update_without_a_server_is_told_and_nothing_starts() throws Exception {
        world.offer(2, "required");
        var click = screen.click(client);
        screen.see("Tiny has to be updated").press("alt+q");
        assertThat(ended(click).exitCode()).isEqualTo(4);
        world.site().stop();

        assertThat(ended(screen.click(client)).all()).doesNotContain("UP");

        screen.see("An update is needed first").press("alt+c").seeNo("Tiny");
    }

    /** A20, F4: what is at once there needs no window. */
    @Test
    void with_nothing_to_do_no_window_is_shown() throws Exception {
        assertThat(ended(screen.click(client)).expect(0).out()).contains("APP 1 UP");
        assertThat(screen.shows("Tiny")).isFalse();
        assertThat(client.home().resolve("state/log/window.log")).doesNotExist();
    }

    /** A22, A23, A27 */
    @Test
    void the_update_window_says_what_will_happen_does_it_and_says_what_changed() throws Exception {
        world.offer(2, "optional");

        var update = screen.launcher(client, "update", "--window");
        screen.see("An update is there").press("alt+s").see("Updated").press("Return");

        assertThat(ended(update).exitCode()).isZero();
        assertThat(client.files()).doesNotContain("old.txt");
        assertThat(client.click().expect(0).out()).contains("APP 2 UP");
    }

    /** A22, F1: every file again, in Japanese. */
    @Test
    void the_update_window_repairs_what_is_up_to_date_when_that_is_chosen() throws Exception {
        java.nio.file.Files.writeString(client.file("lib/changing.bin"), "damaged");

        var update =
                screen.begin(List.of(client.home().resolve("bin/launcher").toString(), "update", "--window"), "ja");
        screen.see("小さなアプリ").press("alt+a", "alt+s").see("更新しました").press("Escape");

        assertThat(ended(update).exitCode()).isZero();
        client.launcher("verify").expect(0);
    }

    /** A28 */
    @Test
    void another_staging_folder_is_kept_once_the_connection_was_tried() throws Exception {
        var update = screen.launcher(client, "update", "--window");
        screen.see("up to date").press("alt+n").see("Connection").press("alt+f", "ctrl+a");

        screen.type(temp.toString()).press("alt+t").see("up to date").press("Escape");

        assertThat(ended(update).exitCode()).isZero();
        assertThat(java.nio.file.Files.readString(client.home().resolve("state/install.properties")))
                .contains("staging=" + temp + "\n");
    }

    /** A28: a channel on which nobody is offered anything. */
    @Test
    void a_connection_that_does_not_work_is_not_kept() throws Exception {
        Path settings = client.home().resolve("state/install.properties");
        String before = java.nio.file.Files.readString(settings);
        var update = screen.launcher(client, "update", "--window");
        screen.see("up to date").press("alt+n").see("Connection").press("alt+l", "ctrl+a");

        screen.type("XE").press("alt+t", "Escape");
        while (!update.isDone()) {
            screen.press("Escape");
        }

        assertThat(ended(update).exitCode()).isZero();
        assertThat(java.nio.file.Files.readString(settings)).isEqualTo(before);
    }

    /** A23: the update goes on without its window, and the next click works. */
    @Test
    void a_display_that_goes_away_does_not_end_the_update() throws Exception {
        world.offer(2, "required");
        var click = screen.click(client);
        screen.see("Tiny has to be updated");
        world.site().pause();
        screen.press("Return").see("Updating");

        screen.breakDown();
        world.site().resume();

        assertThat(ended(click).expect(0).out()).contains("APP 2 UP");
        assertThat(client.click().expect(0).out()).contains("APP 2 UP");
    }

    /** A23, FS9: the window is a process of its own; whoever ends that has not ended the update. */
    @Test
    void a_window_that_is_killed_does_not_end_the_update() throws Exception {
        world.offer(2, "required");
        var click = screen.click(client);
        screen.see("Tiny has to be updated");
        world.site().pause();
        screen.press("Return").see("Updating");

        assertThat(ProcessHandle.allProcesses()
                        .filter(process -> process.info()
                                .commandLine()
                                .filter(line -> line.contains("WindowMain") && line.contains(temp.toString()))
                                .isPresent())
                        .filter(ProcessHandle::destroyForcibly))
                .isNotEmpty();
        world.site().resume();

        assertThat(ended(click).expect(0).out()).contains("APP 2 UP");
        screen.seeNo("Tiny");
    }

    /** A23 */
    @Test
    void a_display_that_goes_away_with_a_question_on_it_changes_nothing() throws Exception {
        world.offer(2, "required");
        var click = screen.click(client);
        screen.see("Tiny has to be updated");

        screen.breakDown();

        assertThat(ended(click).exitCode()).isEqualTo(4);
        assertThat(client.clickOnTerminal("y\n").expect(0).out()).contains("APP 2 UP");
    }

    /** A23 */
    @Test
    void a_window_that_was_closed_is_opened_again_on_the_same_update() throws Exception {
        world.offer(2, "required");
        var click = screen.click(client);
        screen.see("Tiny has to be updated");
        world.site().pause();
        screen.press("Return")
                .see("Updating")
                .press("alt+F4")
                .see("Close this window?")
                .press("Return");
        screen.seeNo("Tiny");

        var again = screen.launcher(client, "update", "--window");
        screen.see("Updating");
        world.site().resume();

        assertThat(ended(click).expect(0).out()).contains("APP 2 UP");
        assertThat(ended(again).exitCode()).isZero();
    }

    /** A23 */
    @Test
    void cancel_stops_the_update_and_leaves_the_old_release_whole() throws Exception {
        world.offer(2, "required");
        var click = screen.click(client);
        screen.see("Tiny has to be updated");
        world.site().pause();
        screen.press("Return")
                .see("Updating")
                .press("alt+c")
                .see("Stop the update?")
                .press("alt+s");

        Command.Result stopped = ended(click);
        world.site().resume();

        assertThat(stopped.exitCode()).isEqualTo(4);
        screen.see("The update was stopped").press("Return").seeNo("Tiny");
        client.launcher("verify").expect(0);
        assertThat(client.clickOnTerminal("y\n").expect(0).out()).contains("APP 2 UP");
    }

    /** FS11: two clicks at once. */
    @Test
    void a_second_click_brings_the_window_of_the_first_to_the_front() throws Exception {
        world.offer(2, "required");
        var first = screen.click(client);
        screen.see("Tiny has to be updated");

        assertThat(ended(screen.click(client)).exitCode()).isEqualTo(10);
        screen.see("Tiny has to be updated").press("Return");

        assertThat(ended(first).expect(0).out()).contains("APP 2 UP");
        screen.seeNo("Tiny");
    }

    /** A25 */
    @Test
    void a_file_in_use_is_told_and_looked_for_again() throws Exception {
        world.offer(2, "required");
        Process reader = holding(client.file("lib/changing.bin"));
        var click = screen.click(client);
        screen.see("Tiny has to be updated")
                .press("Return")
                .see("Please close these programs first")
                .press("Return")
                .see("Please close these programs first");
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

    /** A23: spaces, Japanese, and 200 characters. */
    @Test
    void a_long_home_with_spaces_and_japanese_is_updated_through_the_window_too() throws Exception {
        String name = "Quick Care 介護記録 ".repeat(5);
        Path parent = temp.resolve(name.strip()).resolve("深い フォルダー ".repeat(6).strip());
        Client far =
                world.install(temp.relativize(parent.resolve("x".repeat(80))).toString());
        assertThat(far.home().toString()).hasSizeGreaterThan(200);
        world.offer(2, "required");

        var click = screen.click(far);
        screen.see("Tiny has to be updated").press("Return");

        assertThat(ended(click).expect(0).out()).contains("APP 2 UP");
    }
}
