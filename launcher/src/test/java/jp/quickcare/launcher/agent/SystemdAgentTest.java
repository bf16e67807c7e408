package jp.quickcare.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A24: the text of the unit; that systemd reads it so is shown with the packaged product. */
@DisabledOnOs(OS.WINDOWS)
class SystemdAgentTest {
    @Test
    void a_folder_is_one_word_of_the_unit_whatever_is_in_it() {
        String unit = SystemdAgent.unitText(new Home(Path.of("/opt/介護's \"50%i\" $HOME \\x20")), "care%u");

        assertThat(unit.lines())
                .contains(
                        "ExecStart=/bin/sh \"/opt/介護's \\\"50%%i\\\" $$HOME \\\\x20/bin/launcher\" agent serve",
                        "User=care%%u");
    }

    /** A24: an agent begins anew with each newer launcher or Java, also where several come within seconds. */
    @Test
    void systemd_never_gives_the_agent_up() {
        assertThat(SystemdAgent.unitText(new Home(Path.of("/opt/care")), "root").lines())
                .containsSubsequence("[Unit]", "StartLimitIntervalSec=0", "[Service]", "Restart=always");
    }

    /** PU4: or it could be another line of the unit, such as whose rights the agent has. */
    @Test
    void a_folder_with_a_line_break_gets_no_unit() {
        Home home = new Home(Path.of("/opt/x\nUser=root"));
        assertThatThrownBy(() -> new SystemdAgent().install(home))
                .isInstanceOfSatisfying(
                        KeepFailure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.DISK));
    }
}
