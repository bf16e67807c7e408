package jp.quickcare.launcher.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MachineTest {
    /** A37 */
    @Test
    @EnabledOnOs(OS.LINUX)
    void this_machine_is_told_as_linux_knows_it() throws Exception {
        Machine machine = Machine.here();

        Path id = Path.of("/etc/machine-id");
        assertThat(machine.id())
                .isEqualTo(Files.exists(id) ? Files.readString(id).strip() : "");
        assertThat(machine.pc()).isNotEmpty();
        assertThat(machine.user()).isEqualTo(System.getProperty("user.name"));
        assertThat(machine.macAddresses()).allMatch(address -> address.matches("([0-9a-f]{2}:)+[0-9a-f]{2}"));
    }
}
