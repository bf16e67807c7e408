package jp.quickcare.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeterTest {
    private static final String BUSY = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done";

    @TempDir
    private Path temp;

    private Meter meter;

    @BeforeEach
    void set_up() {
        meter = new Meter(Path.of("measure").toAbsolutePath(), temp, Duration.ofSeconds(60));
    }

    @Test
    void a_detached_grandchild_counts_and_is_waited_for() throws Exception {
        Sample idle = meter.run(shell("exit 3"));
        Sample detached = meter.run(shell("(setsid sh -c '" + BUSY + "; touch done' &) ; exit 0"));

        assertThat(idle.status()).isEqualTo(3);
        assertThat(detached.status()).isZero();
        assertThat(temp.resolve("done")).exists();
        assertThat(detached.cpuMillis()).isGreaterThan(idle.cpuMillis() + 10);
    }

    @Test
    void the_first_statement_is_timed_from_the_start_of_the_command() throws Exception {
        Path clock = Path.of("/proc/uptime");
        Sample sample = meter.run(shell(
                "read up rest < " + clock + "; printf '%s0000000 0' \"$up\" | tr -d . > \"$QUICKCARE_BENCHMARK_UP\""));

        assertThat(sample.firstStatementMillis()).isPresent();
        assertThat(sample.firstStatementMillis().getAsDouble()).isBetween(-20.0, 30_000.0);
    }

    @Test
    void a_command_that_brings_no_application_up_is_refused_with_what_it_said() {
        assertThatThrownBy(() -> meter.runToApplication(shell("echo no such thing; exit 4")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exit 4")
                .hasMessageContaining("no such thing");
    }

    @Test
    void a_run_past_the_limit_is_ended_with_all_it_started() {
        var impatient = new Meter(Path.of("measure").toAbsolutePath(), temp, Duration.ofSeconds(1));

        assertThatThrownBy(() -> impatient.run(shell("(setsid sleep 600 &) ; sleep 600")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Not done after 1 s");
    }

    private Command shell(String text) {
        return Command.of(temp, "/bin/sh", "-c", text);
    }
}
