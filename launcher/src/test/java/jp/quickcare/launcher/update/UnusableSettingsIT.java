package jp.quickcare.launcher.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jp.quickcare.launcher.click.SlowPath.Done;
import jp.quickcare.launcher.click.TestHome;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.policy.LastCheck.Decision;
import jp.quickcare.launcher.receipt.PinnedManifest;
import jp.quickcare.manifest.release.WellCheck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A30, A32: a line of the settings that nobody can use keeps only those from starting who may not start anyway. */
class UnusableSettingsIT {
    private static final String OTHER = "1".repeat(64);

    @TempDir
    private Path folder;

    private TestHome installation;
    private PinnedManifest installed;
    private final NotedTalk talk = new NotedTalk(false);

    @BeforeEach
    void an_installation_with_a_mistyped_setting() throws Exception {
        installation = new TestHome(folder.resolve("home"));
        installed =
                installation.installInProcess("1.0", List.of(), new WellCheck(false, java.time.Duration.ofSeconds(1)));
        Files.writeString(installation.home().settings(), "sever=http://x/\n");
    }

    private void known(Decision decision, boolean required) throws Exception {
        installation.lastCheck(decision, required, OTHER, 0, installed.sha256().hex());
    }

    private Done start() {
        return new UpdateFlow(installation.home(), talk::conversation).carryOut(true);
    }

    @Test
    void the_installed_release_starts_and_the_person_is_told() throws Exception {
        known(Decision.OFFERED, false);
        assertThat(start()).isInstanceOf(Done.Start.class);
        assertThat(talk.told).containsExactly("notUpdated BAD_INPUT");
    }

    @Test
    void a_required_update_that_is_known_stops_the_start_with_the_setting_as_its_reason() throws Exception {
        known(Decision.OFFERED, true);
        assertThat(start()).isEqualTo(new Done.Stop(FailureCode.BAD_INPUT.exitCode()));
        assertThat(talk.told).containsExactly("failed BAD_INPUT");
    }

    /** A26: what lies half exchanged is started by nobody. */
    @Test
    void an_exchange_that_is_under_way_is_finished_first() throws Exception {
        known(Decision.OFFERED, false);
        Files.writeString(installation.home().journal(), "");
        assertThat(start()).isEqualTo(new Done.Stop(FailureCode.BAD_INPUT.exitCode()));
        assertThat(talk.told).containsExactly("failed BAD_INPUT");
    }
}
