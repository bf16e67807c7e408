package jp.quickcare.server.deltas;

import static org.assertj.core.api.Assertions.assertThat;

import jp.quickcare.manifest.release.Ids;
import org.junit.jupiter.api.Test;

/** SPEC F3: what nobody would ask for is not made. */
class DeltaOrderTest {
    @Test
    void a_launcher_comes_whole_a_runtime_by_deltas_alone_and_an_application_as_is_asked_for() {
        DeltaOrder asked = new DeltaOrder(5, true, 700);

        assertThat(asked.usefulTo("qc")).isEqualTo(asked);
        assertThat(asked.usefulTo(Ids.RUNTIME)).isEqualTo(new DeltaOrder(5, false, 700));
        assertThat(asked.usefulTo(Ids.LAUNCHER)).isEqualTo(new DeltaOrder(0, false, 700));
    }
}
