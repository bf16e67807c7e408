package jp.quickcare.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import jp.quickcare.windows.Programs.Program;
import org.junit.jupiter.api.Test;

class RestartManagerTest {
    /** A25: entries as Windows lays them out, one behind the other. */
    @Test
    void programs_and_services_are_read_with_their_names() {
        ByteBuffer list = ByteBuffer.allocate(2 * RestartManager.ENTRY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        entry(list, 0, 4711, "介護記録", "");
        entry(list, RestartManager.ENTRY_BYTES, -2, "Print Spooler", "Spooler");

        assertThat(RestartManager.read(list, 2))
                .containsExactly(new Program(4711, "介護記録", ""), new Program(4294967294L, "Print Spooler", "Spooler"));
        assertThat(RestartManager.read(list, 1)).hasSize(1);
        assertThat(RestartManager.read(list, 9)).hasSize(2);
    }

    private static void entry(ByteBuffer list, int at, int pid, String name, String service) {
        list.putInt(at, pid);
        list.put(at + 12, name.getBytes(StandardCharsets.UTF_16LE));
        list.put(at + 524, service.getBytes(StandardCharsets.UTF_16LE));
    }
}
