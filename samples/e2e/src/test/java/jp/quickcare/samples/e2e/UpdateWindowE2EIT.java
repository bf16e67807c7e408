package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The window in which a person updates, repairs, cancels, and sets the connection. */
class UpdateWindowE2EIT extends OnADesktop {
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
        Files.writeString(client.file("lib/changing.bin"), "damaged");

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
        assertThat(Files.readString(client.home().resolve("state/install.properties")))
                .contains("staging=" + temp + "\n");
    }

    /** A28: a channel on which nobody is offered anything. */
    @Test
    void a_connection_that_does_not_work_is_not_kept() throws Exception {
        Path settings = client.home().resolve("state/install.properties");
        String before = Files.readString(settings);
        var update = screen.launcher(client, "update", "--window");
        screen.see("up to date").press("alt+n").see("Connection").press("alt+l", "ctrl+a");

        screen.type("XE").press("alt+t", "Escape");
        while (!update.isDone()) {
            screen.press("Escape");
        }

        assertThat(ended(update).exitCode()).isZero();
        assertThat(Files.readString(settings)).isEqualTo(before);
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
}
