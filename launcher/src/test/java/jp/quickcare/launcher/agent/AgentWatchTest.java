package jp.quickcare.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.agent.AgentWatch.Left;
import jp.quickcare.launcher.agent.AgentWatch.Patience;
import jp.quickcare.launcher.agent.LocalTransport.Link;
import org.junit.jupiter.api.Test;

/** How long an agent is waited for, in minutes that nobody has to wait. */
class AgentWatchTest {
    private static final Line WORD = Line.of(Say.STEP, "CHECK");
    private static final Line SIGN = Line.of(Say.HERE);

    private final Link nobody = new Link() {
        @Override
        public int read(byte[] into, int from, int length) {
            return -1;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {}

        @Override
        public String user() {
            return "";
        }

        @Override
        public void close() {}
    };

    private AgentWatch watch(boolean givesUp) {
        Patience patience =
                new Patience(Duration.ZERO, Duration.ofDays(1), Duration.ofMinutes(2), Duration.ofMinutes(10));
        Lines lines = new Lines(InputStream.nullInputStream(), OutputStream.nullOutputStream(), 1);
        return new AgentWatch(nobody, lines, new Said(givesUp).progress(), patience);
    }

    private static void look(AgentWatch watch, long minutes) {
        watch.look(System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes));
    }

    /** A23 */
    @Test
    void an_agent_that_is_heard_of_is_waited_for_and_one_that_falls_silent_is_not() {
        AgentWatch watch = watch(false);
        watch.hears(SIGN);
        watch.hears(WORD);
        look(watch, 9);
        assertThat(watch.left()).isEqualTo(Left.NOT);
        look(watch, 11);
        assertThat(watch.left()).isEqualTo(Left.SILENT);
    }

    /** A21: one of a launcher before this says nothing while it waits for an answer. */
    @Test
    void an_agent_that_never_gives_signs_is_waited_for() {
        AgentWatch watch = watch(false);
        watch.hears(WORD);
        look(watch, 60);
        assertThat(watch.left()).isEqualTo(Left.NOT);
    }

    /** A23: what it puts in place just then, it puts in place. */
    @Test
    void an_agent_that_works_on_after_somebody_gave_up_is_waited_for_as_long_as_it_tells_how_far_it_is() {
        AgentWatch watch = watch(true);
        watch.hears(SIGN);
        look(watch, 0);
        watch.hears(WORD);
        look(watch, 1);
        assertThat(watch.left()).isEqualTo(Left.NOT);
        watch.hears(SIGN);
        look(watch, 3);
        assertThat(watch.left()).isEqualTo(Left.UNWANTED);
    }
}
