package jp.quickcare.launcher.uninstall;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jp.quickcare.launcher.apply.TestInstallation;
import jp.quickcare.launcher.plan.TestRelease;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class UninstallTest {
    private static final TestRelease ONE = TestRelease.version(1).with("lib/a", "a");
    private static final TestRelease TWO = TestRelease.version(2).with("lib/b", "b");

    @TempDir
    Path folder;

    private TestInstallation it;

    @BeforeEach
    void install() throws Exception {
        it = new TestInstallation(folder);
        it.update(ONE);
        it.update(TWO);
    }

    @Test
    void nothing_is_left_of_an_installation_without_files_of_the_users_own() throws Exception {
        it.uninstall();
        assertThat(it.home().folder()).doesNotExist();
        it.assertNothingInstalled(Map.of());
    }

    /** A35 */
    @Test
    void the_users_own_files_are_left() throws Exception {
        it.userFile("lib/mine", "mine");
        it.uninstall();
        it.assertNothingInstalled(Map.of("lib/mine", "mine"));
        assertThat(it.home().state()).doesNotExist();
        it.update(ONE);
        it.assertExactly(ONE, Map.of("lib/mine", "mine"));
    }

    /** A35 */
    @Test
    void what_somebody_put_beside_the_scripts_is_left() throws Exception {
        Path own = it.home().bin().resolve("mine");
        Files.createDirectories(it.home().bin());
        for (Path script : it.home().scripts()) {
            Files.writeString(script, "ours");
        }
        Files.writeString(own, "mine");
        it.uninstall();
        assertThat(TestInstallation.tree(it.home().folder())).isEqualTo(Map.of("bin/mine", "mine"));
    }

    /** A35: on Windows a program that runs is exchanged by renaming it. */
    @Test
    @EnabledOnOs(OS.WINDOWS)
    void programs_that_were_exchanged_while_they_ran_go_too() throws Exception {
        Path bin = Files.createDirectories(it.home().bin());
        for (String ours : List.of("QuickCare.exe.old", "launcher.exe.old", "launcher.exe.4711.old")) {
            Files.writeString(bin.resolve(ours), "ours");
        }
        Files.writeString(bin.resolve("launcher.exe.mine.old"), "mine");
        it.uninstall();
        assertThat(TestInstallation.tree(it.home().folder())).isEqualTo(Map.of("bin/launcher.exe.mine.old", "mine"));
    }

    /** A26, A35: on Windows a file is flushed to make a folder's names last, and a power cut may leave it there. */
    @Test
    void what_a_power_cut_left_of_a_flush_goes_too() throws Exception {
        it.userFile("flush-1024.unfinished", "x");
        it.userFile("lib/flush-8.unfinished", "x");
        Files.createDirectories(it.home().bin());
        Files.writeString(it.home().bin().resolve("flush-12.unfinished"), "x");
        Path ofHome = Files.writeString(it.home().folder().resolve("flush-3.unfinished"), "x");
        it.userFile("lib/flush-mine.unfinished", "mine");
        it.uninstall();
        it.assertNothingInstalled(Map.of("lib/flush-mine.unfinished", "mine"));
        assertThat(it.home().bin()).doesNotExist();
        assertThat(ofHome).doesNotExist();
    }

    /** FS13: without a receipt, what has the content of a release that is remembered is ours. */
    @Test
    void an_installation_whose_receipt_is_lost_is_removed_by_what_its_files_are() throws Exception {
        it.userFile("lib/mine", "mine");
        Files.writeString(it.home().receipt(), "");
        it.uninstall();
        it.assertNothingInstalled(Map.of("lib/mine", "mine"));
    }

    /** FS2: a link in the application's folder is the user's; what it leads to is never touched. */
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Wine makes no links")
    @Test
    void nothing_is_deleted_through_a_link() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.move(it.home().app().resolve("lib/b"), outside.resolve("b"));
        Files.delete(it.home().app().resolve("lib"));
        Files.createSymbolicLink(it.home().app().resolve("lib"), outside);
        it.uninstall();
        assertThat(TestInstallation.tree(outside)).isEqualTo(Map.of("b", "b"));
        it.assertNothingInstalled(Map.of("lib", "-> " + outside));
    }
}
