package jp.quickcare.launcher.click;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jp.quickcare.launcher.click.TestHome.Ran;
import jp.quickcare.launcher.launch.NotAgain;
import jp.quickcare.launcher.policy.LastCheck.Decision;
import jp.quickcare.launcher.receipt.PinnedManifest;
import jp.quickcare.manifest.release.WellCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SPEC A33: a new release on trial, from the first click after an update to the release before being back. */
class TrialIT {
    /** In seconds, on a machine that does much else: an application that was not even up has not failed to report. */
    private static final int MORE_THAN_A_START_TAKES = 6;

    @TempDir
    Path folder;

    private TestHome installation;
    private TestServer server;

    @BeforeEach
    void make_a_home() throws Exception {
        installation = new TestHome(folder);
        server = new TestServer(TestServer.UNCHANGED);
        installation.server(server.base());
    }

    @AfterEach
    void stop_the_server() throws IOException {
        server.close();
    }

    /** Release 1.0, then 2.0 with the old one kept aside. */
    private PinnedManifest update(boolean ownProcess, WellCheck well, String... orders) throws Exception {
        List<String> all = List.of(orders);
        installation.install("1.0", 1, ownProcess, all, well);
        Path old = Files.createDirectories(folder.resolve("old"));
        Files.move(installation.home().app(), old.resolve("app"));
        Files.copy(installation.home().receipt(), old.resolve("receipt"));
        Files.createDirectories(installation.home().previous());
        Files.createDirectories(installation.home().app());
        PinnedManifest newer = installation.install("2.0", 2, ownProcess, all, well);
        installation.lastCheck(Decision.UP_TO_DATE, false, "", 0, newer.sha256().hex());
        return newer;
    }

    private String slowPath() throws IOException {
        return Files.exists(installation.slowLog()) ? Files.readString(installation.slowLog()) : "";
    }

    private boolean notAgain(PinnedManifest release) {
        return NotAgain.contains(installation.home(), release.sha256().hex());
    }

    private static long count(Ran ran, String line) {
        return ran.report().lines().filter(line::equals).count();
    }

    /** A33, FS12 */
    @Test
    void a_release_that_ends_with_an_error_twice_is_put_back_and_the_one_before_starts() throws Exception {
        PinnedManifest newer = update(false, TestHome.lives(20), "fail-in=2.0");
        Ran ran = installation.start("exit=6");
        assertThat(count(ran, "release=2.0")).isEqualTo(2);
        assertThat(count(ran, "release=1.0")).isEqualTo(1);
        assertThat(ran.code()).isEqualTo(6);
        assertThat(ran.out()).contains("2.0 did not come up twice");
        assertThat(slowPath()).isEqualTo("putBack\n");
        assertThat(notAgain(newer)).isTrue();
    }

    /** A33 */
    @Test
    void a_release_that_does_not_report_in_time_twice_is_put_back() throws Exception {
        PinnedManifest newer = update(true, TestHome.reports(MORE_THAN_A_START_TAKES), "hang-in=2.0", "well");
        Ran ran = installation.start();
        assertThat(count(ran, "release=2.0")).isEqualTo(2);
        assertThat(count(ran, "release=1.0")).isEqualTo(1);
        assertThat(ran.code()).isZero();
        assertThat(notAgain(newer)).isTrue();
    }

    /** A33 */
    @Test
    void a_release_that_reports_is_kept_and_runs_in_this_jvm_from_then_on() throws Exception {
        PinnedManifest newer = update(false, TestHome.reports(20), "well", "exit=8");
        Ran first = installation.start();
        assertThat(first.code()).isEqualTo(8);
        Ran second = installation.start();
        assertThat(second.code()).isEqualTo(8);
        assertThat(count(second, "release=2.0")).isEqualTo(2);
        assertThat(slowPath()).isEmpty();
        assertThat(notAgain(newer)).isFalse();
        assertThat(Files.readString(installation.home().trial()))
                .contains("proven=" + newer.sha256().hex());
    }

    /** A33: as on Windows, where one on trial could not be put back by a process that has its jars open. */
    @Test
    void a_clicked_program_with_the_applications_jars_on_its_class_path_leaves_a_trial_to_another() throws Exception {
        update(false, TestHome.lives(20));
        Path told = folder.resolve("told");
        Path program = Files.writeString(folder.resolve("QuickCare.exe"), """
                #!/bin/sh
                echo "${QUICKCARE_AFTER#* }|$*" > "%s"
                """.formatted(told));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Ran ran = installation.start(java.util.Map.of("JDK_JAVA_OPTIONS", "-Dquickcare.program=" + program), "a");
        assertThat(ran.code()).isZero();
        assertThat(ran.report()).isEmpty();
        assertThat(told).hasContent("again|a");
    }

    /** A33 */
    @Test
    void a_release_that_ends_well_before_its_time_is_kept() throws Exception {
        PinnedManifest newer = update(false, TestHome.lives(60));
        assertThat(installation.start().code()).isZero();
        assertThat(Files.readString(installation.home().trial()))
                .contains("proven=" + newer.sha256().hex());
    }

    /** A33: the PC was switched off while the release was being put back. */
    @Test
    void a_release_given_up_before_is_put_back_without_another_try() throws Exception {
        PinnedManifest newer = update(false, TestHome.lives(20), "fail-in=2.0");
        Files.writeString(
                installation.home().trial(),
                "proven=\nfailing=" + newer.sha256().hex() + "\nfailures=2\n");
        Ran ran = installation.start();
        assertThat(count(ran, "release=2.0")).isZero();
        assertThat(count(ran, "release=1.0")).isEqualTo(1);
    }

    /** FS12 */
    @Test
    void where_the_release_before_is_lost_one_sentence_says_so_and_the_next_start_tries_again() throws Exception {
        PinnedManifest newer = update(false, TestHome.lives(20), "fail-in=2.0");
        Files.delete(folder.resolve("old/receipt"));
        Files.move(folder.resolve("old/app"), folder.resolve("lost"));
        Ran ran = installation.start();
        assertThat(ran.code()).isEqualTo(7);
        assertThat(ran.out()).contains("could not be put back");
        assertThat(notAgain(newer)).isFalse();
    }
}
