package jp.quickcare.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PreparedPackageTest {
    private static Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("app", "qc");
        settings.setProperty("channel", "XE");
        return settings;
    }

    /** A31: several applications and channels on one PC, though nobody thought of folders. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void each_application_and_channel_has_a_folder_of_its_own_when_none_is_said() throws Exception {
        var prepared = new PreparedPackage(Path.of("/share"), settings(), Optional.empty());
        assertThat(prepared.homeHere()).isEqualTo(Path.of("/opt/qc-xe"));
    }

    /** A31 */
    @Test
    void the_folder_that_was_said_is_the_one() throws Exception {
        var prepared = new PreparedPackage(Path.of("/share"), settings(), Optional.of("/srv/介護"));
        assertThat(prepared.homeHere()).isEqualTo(Path.of("/srv/介護"));
    }
}
