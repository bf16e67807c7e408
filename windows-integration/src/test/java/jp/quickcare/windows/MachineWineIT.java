package jp.quickcare.windows;

import static org.assertj.core.api.Assertions.assertThat;

import jp.quickcare.launcher.identity.Machine;
import org.junit.jupiter.api.Test;

/** SPEC A37: which machine this is. */
@OnWindows
class MachineWineIT {
    /** A37 */
    @Test
    void guid_name_user_session_and_cards_are_windows_own() {
        Machine machine = Machine.here();

        assertThat(machine.id()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(machine.pc()).isEqualTo(System.getenv("COMPUTERNAME")).isNotEmpty();
        assertThat(machine.user()).isEqualTo(System.getenv("USERNAME"));
        assertThat(machine.session()).matches("\\d+");
        assertThat(machine.macAddresses()).allMatch(address -> address.matches("([0-9a-f]{2}:){5}[0-9a-f]{2}"));
    }
}
