package jp.quickcare.launcher.click;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.launch.StartSignal;
import jp.quickcare.launcher.policy.LastCheck.Decision;
import jp.quickcare.launcher.receipt.PinnedManifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A20, A31: a click whose Java comes up before the application's files are there. */
class BegunAheadIT {
    @TempDir
    Path temporary;

    private TestHome installation;

    @BeforeEach
    void an_installation_that_is_up_to_date() throws Exception {
        installation = new TestHome(temporary.resolve("home"));
        PinnedManifest release = installation.installInProcess("1.0", List.of("exit=7"), TestHome.lives(1));
        installation.lastCheck(
                Decision.UP_TO_DATE, false, "", 0, release.sha256().hex());
        installation.server("http://127.0.0.1:1/");
    }

    /** The click's Java waits for the word without the application's jar, which is put there then. @return the click */
    private Process begunAhead() throws Exception {
        Path jar = installation.home().app().resolve("probe.jar");
        Path away = Files.move(jar, temporary.resolve("away.jar"));
        Path loaded = temporary.resolve("loaded");
        StartSignal signal = StartSignal.prepare();
        Process click =
                installation.begin(Map.of("JDK_JAVA_OPTIONS", signal.option() + " -Xlog:class+load:file=" + loaded));
        awaitWaiting(click, loaded);
        Files.move(away, jar);
        signal.give();
        assertThat(click.waitFor(TestHome.LONG_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(click.exitValue()).isEqualTo(7);
        return click;
    }

    private static void awaitWaiting(Process click, Path loaded) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TestHome.LONG_SECONDS);
        while (!Files.exists(loaded) || !Files.readString(loaded).contains(StartSignal.class.getName() + " ")) {
            assertThat(click.isAlive()).as("the click waits for the word").isTrue();
            assertThat(System.nanoTime()).as("it does not come up").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private List<String> report() throws IOException {
        return Files.readAllLines(installation.report());
    }

    @Test
    void it_runs_the_application_itself_where_nothing_has_missed_its_files() throws Exception {
        Process click = begunAhead();

        assertThat(report()).contains("jvm=" + click.pid(), "option=a b\\c#\"d\"日本");
    }

    /** What Java once found missing on its class path it never looks for again. */
    @Test
    void it_leaves_the_application_to_another_java_where_its_files_were_looked_for_too_soon() throws Exception {
        Path options = installation.home().javaOptions();
        String bootstrap =
                installation.home().launchers().resolve("bootstrap.jar").toString();
        String jar = installation.home().app().resolve("probe.jar").toString();
        String before = Files.readString(options);
        assertThat(before).contains(bootstrap + File.pathSeparator + jar);
        // Of the two the application's is asked for the click's first class now, before it is there.
        Files.writeString(
                options, before.replace(bootstrap + File.pathSeparator + jar, jar + File.pathSeparator + bootstrap));

        Process click = begunAhead();

        assertThat(report())
                .contains("option=a b\\c#\"d\"日本")
                .doesNotContain("jvm=" + click.pid())
                .anyMatch(line -> line.startsWith("jvm="));
    }
}
