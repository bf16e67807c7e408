package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a person sees who clicks the shortcut on a desktop, and what the keys do. */
class WindowE2EIT extends OnADesktop {
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

        screen.see("Not available at the moment", 2)
                .press("Return")
                .see("Not available at the moment", 1)
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

    /** A23: spaces, Japanese, and 200 characters. */
    @Test
    void a_long_home_with_spaces_and_japanese_is_updated_through_the_window_too() throws Exception {
        String name = "Quick Care 介護記録 ".repeat(5);
        Path parent = temp.resolve(name.strip()).resolve("深い フォルダー ".repeat(6).strip());
        Client far = world.install(parent.resolve("x".repeat(80)));
        assertThat(far.home().toString()).hasSizeGreaterThan(200);
        world.offer(2, "required");

        var click = screen.click(far);
        screen.see("Tiny has to be updated").press("Return");

        assertThat(ended(click).expect(0).out()).contains("APP 2 UP");
    }
}
