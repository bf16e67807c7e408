package jp.quickcare.launcher.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import jp.quickcare.launcher.apply.TestInstallation;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class StagingTest extends BeforeAnUpdate {
    /** A24 */
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "of systems with owners and modes")
    @Test
    void the_staging_folder_is_private_and_its_name_cannot_be_foretold() throws Exception {
        Staging staging = Staging.open(lock, it.stagingRoot());
        Path made = staging.folder();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
        Staging.discard(it.home());
        assertThat(made).doesNotExist();
        assertThat(Staging.open(lock, it.stagingRoot()).folder()).isNotEqualTo(made);
    }

    /** A24: an attempt that broke off is gone on with; what it left is used when its digest is right, else deleted. */
    @Test
    void left_overs_are_verified_and_used_again() throws Exception {
        UpdatePlan plan = it.plan(TWO, false);
        Staging first = Staging.open(lock, it.stagingRoot());
        TWO.bring(first.lacking(plan), first.objects());
        Files.writeString(object(first, "content B"), "content X");
        Files.writeString(first.objects().resolve("evil.jar"), "evil");
        Path part = first.objects().resolve(Sha256.of(new byte[0]).hex() + ".part");
        Files.writeString(part, "part of something else");
        Path wanted = object(first, "content B")
                .resolveSibling(object(first, "content B").getFileName() + ".part");
        Files.writeString(wanted, "cont");

        Staging second = Staging.open(lock, it.stagingRoot());
        assertThat(second.objects()).isEqualTo(first.objects());
        assertThat(second.lacking(plan))
                .extracting(file -> file.path().toString())
                .containsExactly("b");
        assertThat(second.objects().resolve("evil.jar")).doesNotExist();
        assertThat(part).doesNotExist();
        assertThat(wanted).exists();
        nextHonestUpdateSucceeds();
    }

    /** A23: stopping while files are verified changes nothing and loses nothing. */
    @Test
    void what_was_staged_before_a_stop_is_not_brought_again() throws Exception {
        UpdatePlan plan = it.plan(TWO, false);
        Staging staging = Staging.open(lock, it.stagingRoot());
        TWO.bring(staging.lacking(plan), staging.objects());
        Progress stopping = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> staging.verify(plan, Map.of(), stopping))
                .isInstanceOfSatisfying(
                        KeepFailure.class, e -> assertThat(e.code()).isEqualTo(FailureCode.CANCELLED));
        lock.close();
        it.assertExactly(ONE, Map.of());
        lock = HomeLock.acquire(it.home());
        assertThat(Staging.open(lock, it.stagingRoot()).lacking(plan)).isEmpty();
        nextHonestUpdateSucceeds();
    }

    /** FS10: Linux tells once that a file could not be written out; the second flush of the same file succeeds. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "of systems where what was brought is renamed, not copied")
    void what_the_disk_could_not_write_out_is_brought_again() throws Exception {
        UpdatePlan plan = it.plan(TWO, false);
        Staging staging = Staging.open(lock, it.stagingRoot());
        TWO.bring(staging.lacking(plan), staging.objects());
        Progress meddling = new Progress() {
            @Override
            public void file(String name) {
                // A file that is gone cannot be flushed.
                it.home().incoming().resolve(digest("content A").hex()).toFile().delete();
            }
        };
        assertThatThrownBy(() -> staging.verify(plan, Map.of(), meddling))
                .isInstanceOfSatisfying(
                        KeepFailure.class, e -> assertThat(e.code()).isEqualTo(FailureCode.DISK));
        assertThat(Staging.open(lock, it.stagingRoot()).lacking(plan))
                .extracting(file -> file.path().toString())
                .contains("a", "b");
        nextHonestUpdateSucceeds();
    }

    private static Sha256 digest(String content) {
        return Sha256.of(content.getBytes(StandardCharsets.UTF_8));
    }

    /** FS2 */
    @Test
    void a_noted_folder_that_was_replaced_by_a_link_is_left_alone() throws Exception {
        Path made = Staging.open(lock, it.stagingRoot()).folder();
        DurableFiles.deleteTree(made);
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("keep"), "keep");
        Files.createSymbolicLink(made, outside);
        Staging staging = Staging.open(lock, it.stagingRoot());
        assertThat(staging.folder()).isNotEqualTo(made);
        assertThat(TestInstallation.tree(outside)).isEqualTo(Map.of("keep", "keep"));
        nextHonestUpdateSucceeds();
        assertThat(TestInstallation.tree(outside)).isEqualTo(Map.of("keep", "keep"));
    }

    /** FS2 */
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "of systems with owners and modes")
    @Test
    void a_noted_folder_that_others_may_enter_is_left_alone() throws Exception {
        Path made = Staging.open(lock, it.stagingRoot()).folder();
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(Staging.open(lock, it.stagingRoot()).folder()).isNotEqualTo(made);
        nextHonestUpdateSucceeds();
    }

    /** FS13 */
    @Test
    void a_note_that_names_a_folder_of_somebody_else_is_not_believed() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("precious"));
        for (String note :
                List.of(outside.toString(), "relative", "", "/\0", it.stagingRoot() + "/quickcare-1/../../precious")) {
            Files.writeString(it.home().stagingNote(), note);
            Staging.open(lock, it.stagingRoot());
            assertThat(outside).exists();
        }
        nextHonestUpdateSucceeds();
    }

    /** A24 */
    @Test
    void another_staging_folder_takes_the_place_of_the_one_before() throws Exception {
        Path before = Staging.open(lock, it.stagingRoot()).folder();
        Path other = folder.resolve("other");
        assertThat(Staging.open(lock, other).folder()).hasParent(other);
        assertThat(before).doesNotExist();
        nextHonestUpdateSucceeds();
    }

    /** FS13: an installed file that is not what its size and time say is found before it is reused. */
    @Test
    void a_reused_file_with_another_content_is_refused_and_a_second_try_in_the_same_run_succeeds() throws Exception {
        Path moved = it.home().app().resolve("old/c");
        var time = Files.getLastModifiedTime(moved);
        Files.writeString(moved, "content X");
        Files.setLastModifiedTime(moved, time);
        UpdatePlan plan = it.plan(TWO, false);
        Staging staging = Staging.open(lock, it.stagingRoot());
        TWO.bring(staging.lacking(plan), staging.objects());
        refused(
                staging,
                plan,
                FailureCode.DAMAGED_INSTALLATION,
                Path.of("old/c").toString());
        UpdatePlan full = it.plan(TWO, true);
        List<ReleaseFile> lacking = staging.lacking(full);
        assertThat(lacking).extracting(file -> file.path().toString()).containsExactly("new/c", "run.sh");
        TWO.bring(lacking, staging.objects());
        assertThat(staging.verify(full, Map.of(), Progress.SILENT).files()).hasSize(4);
        lock.close();
        it.update(TWO, true);
        it.assertExactly(TWO, Map.of());
    }

    /** FS9: killed between making and removing it, the probe of who we are would gather in the system's folder. */
    @Test
    void what_a_kill_left_of_the_look_at_who_we_are_is_gone_the_next_time() throws Exception {
        Path root = folder.resolve("staging-root");
        Path first = Staging.open(lock, root).objects();
        Path probe = it.home().state().resolve(StagingFolder.PROBE);
        Files.createFile(probe);

        assertThat(Staging.open(lock, root).objects()).isEqualTo(first);

        assertThat(probe).doesNotExist();
    }
}
