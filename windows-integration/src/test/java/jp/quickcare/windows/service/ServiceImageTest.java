package jp.quickcare.windows.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import jp.quickcare.server.service.ServiceDefinition;
import org.junit.jupiter.api.Test;

/** SPEC A1: what Windows is told of a service, where no Windows is needed to see it. */
class ServiceImageTest {
    private static String image(String name, String site) {
        return ServiceImage.of(
                new ServiceDefinition(
                        name,
                        Path.of("/opt/manifest server/manifest-server.cmd"),
                        Path.of(site),
                        Path.of("/java"),
                        Optional.empty(),
                        true,
                        Duration.ofSeconds(20)),
                "host.Main");
    }

    /** A1 */
    @Test
    void the_folder_is_read_back_from_the_command_line_with_spaces_and_japanese_in_it() {
        assertThat(ServiceImage.site(image("quickcare-server", "/srv/さくら 苑"))).contains(Path.of("/srv/さくら 苑"));
    }

    /** A1: a backslash before the quotation mark is doubled, so that it ends the word. */
    @Test
    void the_root_of_a_drive_can_be_a_site() {
        assertThat(ServiceImage.site("java.exe host.Main \"C:\\\\\"")).contains(Path.of("C:\\"));
    }

    /** A1 */
    @Test
    void a_service_of_another_program_or_of_a_longer_name_is_not_taken_for_ours() {
        String ours = image("quickcare", "/srv/site");

        assertThat(ServiceImage.isOurs("quickcare", ours)).isTrue();
        assertThat(ServiceImage.isOurs("quick", ours)).isFalse();
        assertThat(ServiceImage.isOurs("spooler", "C:\\Windows\\System32\\spoolsv.exe"))
                .isFalse();
        assertThat(ServiceImage.site("C:\\Windows\\System32\\spoolsv.exe")).isEmpty();
    }

    /** A1: the console's restart is an error to Windows, which starts again what ends with one. */
    @Test
    void windows_starts_it_again_after_a_restart_or_failure_but_not_after_a_stop_or_with_settings_that_stay_unusable() {
        assertThat(ExitReport.of(75).error()).isNotZero();
        assertThat(ExitReport.of(15).error()).isNotZero();
        assertThat(ExitReport.of(0).error()).isZero();
        for (int stays : new int[] {2, 6, 11}) {
            assertThat(ExitReport.of(stays).error()).isZero();
            assertThat(ExitReport.code(0, ExitReport.of(stays).code())).isEqualTo(stays);
        }
        // 1077: it was never started since the computer was.
        assertThat(ExitReport.code(1077, 0)).isZero();
        assertThat(ExitReport.code(1067, 0)).isEqualTo(1067);
    }
}
