package jp.quickcare.launcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** TR2: a source is left for its own slowness, and never for ours. */
class WatchTest {
    private static final DownloadLimits LIMITS = new DownloadLimits(
            Duration.ofSeconds(1), Duration.ofSeconds(1), 1_000, Duration.ofSeconds(2), Duration.ofSeconds(1), 1, 1);
    private static final long TICK_MILLIS = 200;

    private final AtomicLong now = new AtomicLong();
    private final AtomicBoolean broken = new AtomicBoolean();
    private Runnable tick = () -> {};

    /** Ticks when the test says so. */
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1) {
        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long between, TimeUnit unit) {
            tick = task;
            return super.schedule(() -> {}, 1, TimeUnit.DAYS);
        }
    };

    private final Watch watch =
            new Watch(clock, LIMITS, Duration.ofSeconds(3), () -> false, () -> broken.set(true), now::get);

    @AfterEach
    void end() {
        clock.shutdownNow();
    }

    private void pass(long millis) {
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private void ticks(long millis) {
        for (long passed = 0; passed < millis; passed += TICK_MILLIS) {
            pass(TICK_MILLIS);
            tick.run();
        }
    }

    private String reason() {
        return String.valueOf(watch.explain(new IOException("something else")).getMessage());
    }

    @Test
    void no_answer_within_the_deadline_is_left() {
        ticks(3_000);
        assertThat(broken).isFalse();
        ticks(TICK_MILLIS);
        assertThat(broken).isTrue();
        assertThat(reason()).isEqualTo("no complete answer within 3000 ms");
    }

    @Test
    void whoever_brings_too_little_while_it_is_waited_for_is_left() {
        watch.headArrived();
        watch.waits();
        ticks(1_800);
        assertThat(broken).isFalse();
        watch.arrived(1_999);
        watch.waits();
        ticks(TICK_MILLIS);
        assertThat(broken).isTrue();
        assertThat(reason()).isEqualTo("1999 bytes in 2000 ms, less than 1000 bytes a second");
    }

    @Test
    void whoever_brings_enough_in_each_window_is_not() {
        watch.headArrived();
        for (int i = 0; i < 5; i++) {
            watch.waits();
            ticks(2_000 - TICK_MILLIS);
            watch.arrived(2_000);
            watch.waits();
            ticks(TICK_MILLIS);
            watch.arrived(0);
        }
        assertThat(broken).isFalse();
    }

    @Test
    void what_our_disk_and_our_processor_take_is_not_the_source_s() {
        watch.headArrived();
        watch.waits();
        watch.arrived(10);
        ticks(60_000);
        assertThat(broken).isFalse();
    }

    @Test
    void a_pc_that_slept_has_not_waited_for_the_answer() {
        pass(3_600_000);
        tick.run();
        assertThat(broken).isFalse();
        watch.headArrived();
        watch.waits();
        pass(3_600_000);
        tick.run();
        assertThat(broken).isFalse();
        ticks(1_600);
        assertThat(broken).as("as ever behind that").isTrue();
    }

    @Test
    void what_breaking_off_makes_of_the_transfer_is_told_as_what_it_is() throws Exception {
        IllegalStateException gone = new IllegalStateException("Endpoint not acquired / already released");
        assertThat(watch.brokeOff(gone)).isSameAs(gone);
        ticks(3_200);
        assertThatThrownBy(() -> watch.brokeOff(gone)).isInstanceOf(SlowSourceException.class);
    }
}
