package jp.quickcare.launcher.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** PU6: nobody's silence and nobody's talk holds up the others. */
class HeardTest {
    private static void hears(Heard heard, String said) {
        heard.listen(new Lines(
                new ByteArrayInputStream(said.getBytes(UTF_8)),
                OutputStream.nullOutputStream(),
                Lines.LONGEST_TO_AGENT));
    }

    private static String answer(int question, String text) {
        return new String(Line.of(Say.ANSWER, (long) question, text).toBytes(), UTF_8);
    }

    @Test
    void somebody_who_does_not_answer_in_time_has_not_answered() {
        assertThat(new Heard(Duration.ZERO).answer(1)).isEmpty();
    }

    @Test
    void answers_to_what_was_not_asked_are_no_answer_and_no_more_than_a_few_are_kept() {
        Heard heard = new Heard(Duration.ofMinutes(5));
        hears(heard, answer(7, "yes").repeat(10_000) + answer(1, "yes"));
        assertThat(heard.isCancelled()).isTrue();
        assertThat(heard.answer(1)).isEmpty();
    }
}
