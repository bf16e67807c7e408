package jp.quickcare.launcher.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.ApplyFailure;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.plan.TestRelease;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** FS10: a disk that does not do what it is told, in a real process. */
@Execution(ExecutionMode.CONCURRENT)
class FailingDiskIT {
    private static final TestRelease ONE = CrashingRun.ONE;
    private static final TestRelease TWO = CrashingRun.TWO;
    private static final Map<String, String> MINE = Map.of("mine", "mine");

    @TempDir
    Path temp;

    /** FS10: a locked file is a rename that is denied; each rename of an update is denied in turn. */
    @Test
    void a_rename_denied_in_the_middle_leaves_the_old_release_whole_and_names_the_file() throws Exception {
        int denied = failEach("rename", "EACCES", 1);
        assertThat(denied).isGreaterThan(6);
    }

    /** FS10 */
    @Test
    void a_folder_that_cannot_be_made_leaves_the_old_release_whole() throws Exception {
        assertThat(failEach("mkdir", "EACCES", 1)).isPositive();
    }

    /** FS10, A25: a folder that the release leaves empty, and in which somebody works on Windows, keeps no release out. */
    @Test
    void an_empty_folder_that_cannot_be_deleted_is_left_and_the_new_release_is_whole() throws Exception {
        TestInstallation it = prepared("rmdir");
        Path left = it.home().app().resolve("gone");
        Strace.Ended ended = Strace.failingFor(left, "rmdir", "EBUSY", it.folder, "update");
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.injected()).isTrue();
        assertThat(left).isEmptyDirectory();
        it.assertExactly(TWO, MINE);
    }

    /** FS10, A25: Windows renames no folder in which a file is open; here one that a volume stands on is not renamed. */
    @Test
    void a_folder_of_the_users_that_cannot_be_renamed_leaves_the_old_release_whole_and_is_named() throws Exception {
        TestInstallation it = prepared("held");
        TestRelease three = TestRelease.version(3).with("same", "same").with("report", "a file now");
        it.userFile("report/today", "open");
        String held = it.home().app().resolve("report").toString();
        assumeTrue(run("mount", "--bind", held, held), "needs the right to mount");
        try {
            assertThatThrownBy(() -> it.update(three))
                    .isInstanceOfSatisfying(
                            ApplyFailure.class,
                            e -> assertThat(e.facts()).asString().contains(held));
            it.assertExactly(ONE, Map.of("mine", "mine", "report/today", "open"));
        } finally {
            run("umount", held);
        }
        it.update(three);
        it.assertExactly(three, Map.of("mine", "mine", "report.user-1/today", "open"));
    }

    /** FS10: a flush that fails means that nobody knows what is on the disk. */
    @Test
    void a_flush_that_fails_leaves_the_old_release_whole() throws Exception {
        assertThat(failEach("fsync", "EIO", 2)).isGreaterThan(10);
    }

    /** Lets the n-th call fail, for n from 1 in steps until there is no such call. @return how many runs failed */
    private int failEach(String systemCall, String error, int step) throws Exception {
        int failed = 0;
        for (int n = 1; n < 100; n += step) {
            TestInstallation it = prepared(systemCall + n);
            Strace.Ended ended = Strace.failingAt(systemCall, error, Integer.toString(n), it.folder, "update");
            if (ended.exitCode() == 0) {
                // Whatever was left to clear up is cleared up now.
                it.recover();
                it.assertExactly(TWO, MINE);
            } else {
                failed++;
                assertThat(ended.output()).contains("DISK").contains(it.folder.toString());
                it.recover();
                it.assertExactly(it.installedVersion().equals("1") ? ONE : TWO, MINE);
            }
            it.update(TWO);
            it.assertExactly(TWO, MINE);
            DurableFiles.deleteTree(it.folder);
            if (!ended.injected()) {
                return failed;
            }
        }
        throw new AssertionError("never ended");
    }

    /** FS10 */
    @Test
    void a_disk_that_fills_up_while_files_are_staged_leaves_the_old_release_whole() throws Exception {
        TestInstallation it = prepared("full");
        Strace.Ended ended = Strace.failingAt("write", "ENOSPC", "1+", it.folder, "update");
        assertThat(ended.exitCode()).isEqualTo(CrashingRun.KEPT);
        assertThat(it.recover()).isEqualTo(Recovered.NOTHING);
        it.assertExactly(ONE, MINE);
        it.update(TWO);
        it.assertExactly(TWO, MINE);
    }

    /** FS10, A24: on a small volume that is really full. */
    @Test
    void a_full_volume_is_found_before_anything_is_brought_and_an_update_that_fits_succeeds() throws Exception {
        Path volume = Files.createDirectory(temp.resolve("volume"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", volume.toString()), "needs the right to mount");
        try {
            TestInstallation it = new TestInstallation(volume);
            it.update(ONE);
            it.userFile("mine", "mine");
            TestRelease large = TestRelease.version(3).with("large", "x".repeat(3 << 20));
            assertThatThrownBy(() -> it.update(large)).isInstanceOfSatisfying(KeepFailure.class, e -> {
                assertThat(e.code()).isEqualTo(FailureCode.NO_SPACE);
                assertThat(e.facts()).hasSize(3);
                assertThat((long) e.facts().get(1)).isGreaterThan(3 << 20);
                assertThat((long) e.facts().get(2)).isLessThan(2 << 20);
            });
            it.assertExactly(ONE, MINE);
            fill(volume.resolve("filler"));
            assertThatThrownBy(() -> it.update(TWO)).isInstanceOf(UpdateFailure.class);
            free(volume.resolve("filler"));
            it.assertExactly(ONE, MINE);
            it.update(TWO);
            it.assertExactly(TWO, MINE);
        } finally {
            run("umount", volume.toString());
        }
    }

    /** FS10, A31: who makes room by uninstalling needs none for it. */
    @Test
    void what_lies_on_a_full_volume_can_be_uninstalled() throws Exception {
        Path volume = Files.createDirectory(temp.resolve("full"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", volume.toString()), "needs the right to mount");
        try {
            TestInstallation it = new TestInstallation(volume);
            it.update(ONE);
            it.userFile("mine", "mine");
            Files.createDirectories(it.home().archives());
            Files.write(it.home().archives().resolve("commands.jsa"), new byte[200_000]);
            fill(volume.resolve("filler"));
            it.uninstall();
            it.assertNothingInstalled(MINE);
        } finally {
            run("umount", volume.toString());
        }
    }

    /** FS10, A26: the volume fills up between the check and the last write, at every amount of room. */
    @Test
    void a_volume_that_runs_full_at_any_point_of_an_update_leaves_the_old_or_the_new_release() throws Exception {
        Path volume = Files.createDirectory(temp.resolve("volume"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", volume.toString()), "needs the right to mount");
        try {
            for (int blocks = 0; blocks < 40; blocks += 3) {
                TestInstallation it = new TestInstallation(volume);
                it.update(ONE);
                it.userFile("mine", "mine");
                fill(volume.resolve("filler"));
                shorten(volume.resolve("filler"), blocks * 4096L);
                try {
                    it.update(TWO, false, false);
                } catch (UpdateFailure e) {
                    assertThat(e.code()).isIn(FailureCode.DISK, FailureCode.NO_SPACE);
                }
                free(volume.resolve("filler"));
                it.recover();
                it.assertExactly(it.installedVersion().equals("1") ? ONE : TWO, MINE);
                it.update(TWO);
                it.assertExactly(TWO, MINE);
                for (Path left : DurableFiles.children(volume)) {
                    DurableFiles.deleteTree(left);
                }
            }
        } finally {
            run("umount", volume.toString());
        }
    }

    private TestInstallation prepared(String name) throws Exception {
        TestInstallation it = new TestInstallation(temp.resolve(name));
        it.update(ONE);
        it.userFile("mine", "mine");
        return it;
    }

    private static void fill(Path file) {
        try (var out = Files.newOutputStream(file)) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("space");
        }
    }

    /** Its room is free at once, although a process that another test begins just now may still have it open for a moment. */
    private static void free(Path file) throws IOException {
        shorten(file, Files.size(file));
        Files.delete(file);
    }

    private static void shorten(Path file, long bytes) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(Math.max(0, channel.size() - bytes));
        }
    }

    private static boolean run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(120, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
