package jp.quickcare.launcher.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** FS14: an archive that was cut off must be seen to be. */
class ArchiveDumpTest {
    @Test
    void an_archive_is_made_with_the_collector_that_puts_objects_in() {
        assertThat(ArchiveDump.collecting(List.of())).containsExactly("-XX:+UseG1GC");
        assertThat(ArchiveDump.collecting(List.of("-XX:+UseSerialGC", "-Xmx64m")))
                .containsExactly("-Xmx64m", "-XX:+UseG1GC");
        assertThat(ArchiveDump.collecting(List.of("-XX:+UseParallelGC"))).containsExactly("-XX:+UseG1GC");
    }

    @Test
    void collectors_that_lay_out_memory_otherwise_stay() {
        assertThat(ArchiveDump.collecting(List.of("-XX:+UseZGC"))).containsExactly("-XX:+UseZGC");
        assertThat(ArchiveDump.collecting(List.of("-XX:+UseG1GC"))).containsExactly("-XX:+UseG1GC");
    }
}
