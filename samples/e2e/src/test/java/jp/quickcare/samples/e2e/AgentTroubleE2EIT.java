package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An agent that is killed, or hangs, in the middle of its work. */
class AgentTroubleE2EIT extends OnAPcOfOthers {
    /** A26: the agent and what works for it are gone between two files of the exchange. */
    @Test
    void an_update_that_is_killed_in_the_middle_of_the_exchange_is_finished_by_the_next_agent() throws Exception {
        String file = client.file("lib/changing.bin").toString();
        String calls = "rename,renameat,renameat2";
        beginAgent(
                "strace",
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-P",
                file,
                "-e",
                "trace=" + calls,
                "-e",
                "inject=" + calls + ":signal=SIGKILL:when=1");
        world.offer(2, "optional");

        Command.Result killed = asNobody("", commands(), "update", "--silent");
        endAllOfTheAgent();

        assertThat(killed.exitCode()).as(killed.all()).isEqualTo(70);
        assertThat(client.home().resolve("state/journal")).exists();
        assertThat(asNobody("", start()).exitCode()).isEqualTo(NO_AGENT);
        beginAgent();
        assertThat(asNobody("", start()).expect(0).out()).contains("APP 2 UP");
        client.launcher("verify").expect(0);
        assertThat(client.home().resolve("state/journal")).doesNotExist();
        assertThat(owners()).containsExactly(0);
    }

    /** A23: as when a failing disk or a virus scanner holds it up in the middle. */
    @Test
    void who_gives_up_is_let_go_though_the_agent_hangs() throws Exception {
        beginAgent();
        long idle = ofTheAgent().size();
        world.offer(2, "required");
        try (Screen screen = Screen.open()) {
            var click = screen.begin(nobodys(start()), "en");
            screen.see("Tiny has to be updated");
            signalAgent("-STOP");
            screen.press("Return")
                    .see("Updating")
                    .press("alt+c")
                    .see("Stop the update?")
                    .press("alt+s");

            Command.Result left = click.get(5, TimeUnit.MINUTES);
            screen.see("That did not work").press("Return").seeNo("That did not work");

            assertThat(left.exitCode()).isEqualTo(4);
            assertThat(left.err()).contains("Stopped waiting for the agent");
        } finally {
            signalAgent("-CONT");
        }
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (ofTheAgent().size() > idle) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(asNobody("y\n", "script", "-qefc", start(), "/dev/null")
                        .expect(0)
                        .out())
                .contains("APP 2 UP");
    }
}
