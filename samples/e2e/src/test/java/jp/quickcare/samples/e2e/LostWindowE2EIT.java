package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A window or its whole display goes away: that is no answer, and no end of what was begun. */
class LostWindowE2EIT extends OnADesktop {
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
}
