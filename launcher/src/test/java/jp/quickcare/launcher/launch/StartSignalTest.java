package jp.quickcare.launcher.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.home.JavaProgram;
import org.junit.jupiter.api.Test;

/** A20: what was begun ahead starts when it is told to, and only then. */
class StartSignalTest {
    /** Locks are between processes, so the one that waits is one. */
    static final class Waiting {
        private Waiting() {}

        public static void main(String[] file) {
            System.exit(StartSignal.await(Path.of(file[0])) ? 42 : 43);
        }
    }

    @Test
    void the_word_is_heard() throws IOException, InterruptedException {
        StartSignal signal = StartSignal.prepare();
        Process waiting = waitingFor(file(signal));
        signal.give();

        assertThat(end(waiting)).isEqualTo(42);
        assertThat(file(signal)).doesNotExist();
    }

    @Test
    void without_the_word_nothing_starts() throws IOException, InterruptedException {
        StartSignal signal = StartSignal.prepare();
        Process waiting = waitingFor(file(signal));
        signal.close();

        assertThat(end(waiting)).isEqualTo(43);
        assertThat(file(signal)).doesNotExist();
    }

    @Test
    void nobody_goes_on_before_the_word() throws IOException, InterruptedException {
        StartSignal signal = StartSignal.prepare();
        Process waiting = waitingFor(file(signal));

        assertThat(waiting.waitFor(1, TimeUnit.SECONDS)).isFalse();

        signal.give();
        assertThat(end(waiting)).isEqualTo(42);
    }

    private static Path file(StartSignal signal) {
        return Path.of(signal.option().substring(signal.option().indexOf('=') + 1));
    }

    private static Process waitingFor(Path file) throws IOException {
        return new ProcessBuilder(
                        JavaProgram.here(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Waiting.class.getName(),
                        file.toString())
                .inheritIO()
                .start();
    }

    private static int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }
}
