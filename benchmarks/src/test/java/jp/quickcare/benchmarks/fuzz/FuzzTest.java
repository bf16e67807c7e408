package jp.quickcare.benchmarks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CT2, CT7: a short run of what {@code benchmarks/run fuzz} does at length. */
class FuzzTest {
    @TempDir
    private Path folder = Path.of("");

    /** CT2, CT7 */
    @Test
    void tampered_deltas_are_refused_or_harmless() throws Exception {
        Fuzz.Outcome outcome = new Fuzz(folder, new DeltaVictim()).run(1, 6, 30);

        assertThat(outcome.finds()).isEmpty();
        assertThat(outcome.refused()).isGreaterThan(100);
        assertThat(outcome.harmless()).isGreaterThanOrEqualTo(6);
    }

    /** CT2, CT7 */
    @Test
    void tampered_chunks_are_refused_or_harmless() throws Exception {
        Fuzz.Outcome outcome = new Fuzz(folder, new ChunkVictim()).run(1, 6, 30);

        assertThat(outcome.finds()).isEmpty();
        assertThat(outcome.refused()).isGreaterThan(50);
        assertThat(outcome.harmless()).isGreaterThanOrEqualTo(6);
    }
}
