package jp.quickcare.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import jp.quickcare.launcher.agent.AgentWatch.Patience;
import jp.quickcare.launcher.agent.LocalTransport.Door;
import jp.quickcare.launcher.agent.LocalTransport.Link;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever asks an agent that hangs, over a real socket or pipe: nobody waits for it longer than he wants to. */
class HungAgentIT {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(1);

    @TempDir
    Path folder;

    private Home home;
    private Door door;

    @BeforeEach
    void an_installation_with_a_door() throws IOException {
        home = new Home(Files.createDirectory(folder.resolve("home")));
        Files.createDirectories(home.state());
        door = LocalTransport.ofSystem().open(home);
    }

    @AfterEach
    void the_door_is_closed() throws IOException {
        door.close();
    }

    /** What somebody behind the door does. */
    private interface Behind {
        void with(Lines lines) throws IOException;
    }

    private void answer(Behind behind) {
        Thread answering = new Thread(() -> {
            try (Link link = door.accept()) {
                Lines lines = new Lines(link.in(), link.out(), Lines.LONGEST_TO_AGENT);
                lines.read();
                behind.with(lines);
                while (lines.read() != null) {
                    // Listens, and does nothing about it.
                }
            } catch (IOException e) {
                // Whoever came is gone.
            }
        });
        answering.setDaemon(true);
        answering.start();
    }

    private void isLeft(Patience patience, Said said, FailureCode code) {
        Link link = LocalTransport.ofSystem().reach(home).orElseThrow();
        try (AgentCall call = new AgentCall(home, link, patience)) {
            assertThatThrownBy(() -> call.run(Request.Ask.START, said))
                    .isInstanceOfSatisfying(
                            KeepFailure.class,
                            failure -> assertThat(failure.code()).isEqualTo(code));
        }
    }

    /** A23 */
    @Test
    void who_gives_up_is_let_go_though_the_agent_says_nothing() {
        answer(lines -> {});
        isLeft(new Patience(SHORT, LONG, SHORT, LONG), new Said(true), FailureCode.CANCELLED);
    }

    /** A23: the agent is well, and what works for it is not. */
    @Test
    void who_gives_up_is_let_go_though_the_agent_gives_signs_of_life() {
        answer(lines -> {
            while (true) {
                lines.tell(Line.of(Say.HERE));
            }
        });
        isLeft(new Patience(SHORT, LONG, SHORT, LONG), new Said(true), FailureCode.CANCELLED);
    }

    /** A6, A23: the window that comes up then is where to give up. */
    @Test
    void who_hears_nothing_is_shown_that_something_goes_on_and_told_when_it_lasts() {
        Said said = new Said();
        answer(lines -> {});
        isLeft(new Patience(SHORT, SHORT, LONG, Duration.ofMillis(50)), said, FailureCode.NO_AGENT);
        assertThat(said.heard).containsExactly("step CHECK");
    }
}
