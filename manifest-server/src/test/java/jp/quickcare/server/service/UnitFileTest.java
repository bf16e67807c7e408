package jp.quickcare.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A1 */
class UnitFileTest {
    private static ServiceDefinition definition(String site) {
        return new ServiceDefinition(
                "quickcare-server",
                Path.of("/opt/quickcare/manifest-server"),
                Path.of(site),
                Path.of("/usr/lib/jvm/17"),
                Optional.empty(),
                true,
                Duration.ofSeconds(20));
    }

    @Test
    void whatever_is_in_the_name_of_the_folder_it_stays_one_argument() {
        String unit = UnitFile.of(definition("/srv/site 100% \"本店\" $HOME\\x"), "quickcare");

        assertThat(unit)
                .contains("ExecStart=\"/opt/quickcare/manifest-server\" serve --dir"
                        + " \"/srv/site 100%% \\\"本店\\\" $$HOME\\\\x\"\n")
                .contains("User=quickcare\n");
    }

    @Test
    void transfers_have_their_time_to_end_before_systemd_kills() {
        assertThat(UnitFile.of(definition("/srv/site"), "quickcare")).contains("TimeoutStopSec=35\n");
    }
}
