package jp.quickcare.benchmarks.footprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogsTest {
    @Test
    void classes_are_counted_by_origin_and_slow_ones_are_named() {
        LoadedClasses classes = LoadedClasses.read(List.of(
                "java.lang.Object source: shared objects file",
                "jp.quickcare.launcher.click.Click source: file:/home/launcher/1.0.0/launcher.jar",
                "org.apache.hc.client5.http.Hc source: file:/home/launcher/1.0.0/hc.jar",
                "Picked up something else"));

        assertThat(classes).isEqualTo(new LoadedClasses(3, 1, List.of("org.apache.hc.client5.http.Hc")));
    }

    @Test
    void the_fullest_heap_is_found() {
        assertThat(GarbageLog.peakHeapMib(List.of(
                        "GC(0) Pause Young (Normal) 23M->3M(64M) 1.5ms",
                        "GC(1) Pause Young (Normal) 41M->5M(64M) 1.5ms",
                        "Using G1")))
                .isEqualTo(41);
        assertThat(GarbageLog.peakHeapMib(List.of())).isZero();
    }
}
