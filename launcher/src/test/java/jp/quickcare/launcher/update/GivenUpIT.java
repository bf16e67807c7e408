package jp.quickcare.launcher.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import jp.quickcare.launcher.click.SlowPath.Done;
import jp.quickcare.launcher.click.TestHome;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.settings.SettingsFile;
import jp.quickcare.launcher.verify.InMemorySites;
import jp.quickcare.manifest.release.StartMode;
import jp.quickcare.manifest.release.WellCheck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A6, A23: whoever gives up while a newer Java is brought has given up all of it. */
class GivenUpIT {
    @TempDir
    private Path folder;

    private final InMemorySites sites = new InMemorySites();
    private final NotedTalk talk = new NotedTalk(true);
    private TestHome installation;

    @BeforeEach
    void an_installation_that_is_whole() throws Exception {
        installation = new TestHome(folder.resolve("home"));
        installation.installInProcess("1.0", List.of(), new WellCheck(false, Duration.ofSeconds(1)));
        sites.pin(installation.home());
        SettingsFile.write(
                InMemorySites.settings(InMemorySites.FIRST), installation.home().settings());
    }

    private Done start(boolean accepted) {
        Clock clock = Clock.fixed(InMemorySites.NOW, ZoneOffset.UTC);
        return new UpdateFlow(installation.home(), sites, clock, talk::conversation).carryOut(accepted);
    }

    @Test
    void a_required_update_is_not_asked_for_any_more() {
        sites.offer("2.0", 2, StartMode.REQUIRED);
        assertThat(start(false)).isEqualTo(new Done.Stop(FailureCode.CANCELLED.exitCode()));
        assertThat(talk.told).containsExactly("failed CANCELLED");
    }

    @Test
    void an_optional_update_waits_and_the_installed_release_starts() {
        sites.offer("2.0", 2, StartMode.OPTIONAL);
        assertThat(start(true)).isInstanceOf(Done.Start.class);
        assertThat(talk.told).containsExactly("notUpdated CANCELLED");
    }
}
