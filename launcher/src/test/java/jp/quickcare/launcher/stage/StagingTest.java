package jp.quickcare.launcher.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import jp.quickcare.launcher.apply.TestInstallation;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.plan.TestRelease;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.receipt.ChangeStamp;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StagingTest {
    private static final TestRelease ONE =
            TestRelease.version(1).with("a", "content a").with("b", "content b").with("old/c", "content c");
    private static final TestRelease TWO =
            TestRelease.version(2).with("a", "content A").with("b", "content B").with("new/c", "content c");

    @TempDir
    Path folder;

    private TestInstallation it;
    private HomeLock lock;

    @BeforeEach
    void install() throws Exception {
        it = new TestInstallation(folder);
        it.update(ONE);
        lock = HomeLock.acquire(it.home());
    }

    @AfterEach
    void unlock() {
        lock.close();
    }

    private void nextHonestUpdateSucceeds() throws Exception {
        lock.close();
        it.update(TWO);
        it.assertExactly(TWO, Map.of());
    }

    private static Path object(Staging staging, String content) {
        return staging.objects()
                .resolve(Sha256.of(content.getBytes(StandardCharsets.UTF_8)).hex());
    }

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

    /** CT8 */
    @Test
    void a_file_that_the_release_does_not_name_is_never_copied() throws Exception {
        UpdatePlan plan = it.plan(TWO, false);
        Staging staging = Staging.open(lock, it.stagingRoot());
        TWO.bring(staging.lacking(plan), staging.objects());
        Files.writeString(staging.objects().resolve("evil.jar"), "evil");
        StagedRelease staged = staging.verify(plan, Map.of(), Progress.SILENT);
        assertThat(staged.files())
                .extracting(file -> file.file().path().toString())
                .containsExactly("a", "b", "new/c");
        assertThat(DurableFiles.children(it.home().incoming())).hasSize(3);
        nextHonestUpdateSucceeds();
    }

    /** CT1, CT10 */
    @Test
    void an_object_with_one_byte_changed_is_refused_and_deleted() throws Exception {
        UpdatePlan plan = it.plan(TWO, false);
        Staging staging = Staging.open(lock, it.stagingRoot());
        TWO.bring(staging.lacking(plan), staging.objects());
        Path object = object(staging, "content A");
        Files.writeString(object, "content E");
        refused(staging, plan, FailureCode.NOT_TRUSTED, "a");
        assertThat(object).doesNotExist();
        assertThat(TestInstallation.tree(it.home().incoming()).values()).doesNotContain("content E");
        nextHonestUpdateSucceeds();
    }

    /** A24: seen by one whose content would be refused if it were read. */
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "of systems that tell when a file was changed")
    @Test
    void an_object_that_is_as_it_was_when_it_was_verified_is_not_read_again() throws Exception {
        UpdatePlan plan = it.plan(TWO, false);
        Staging staging = Staging.open(lock, it.stagingRoot());
        TWO.bring(staging.lacking(plan), staging.objects());
        Path object = Files.writeString(object(staging, "content A"), "content E");
        StagedRelease staged = staging.verify(plan, stamped("content A", object), Progress.SILENT);
        assertThat(staged.files().get(0).at()).hasContent("content E");
        assertThat(object).doesNotExist();
    }

    /** CT10 */
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "of systems that tell when a file was changed")
    @ParameterizedTest
    @EnumSource
    void an_object_that_was_changed_after_it_was_verified_is_read_and_refused(Meddling meddling) throws Exception {
        UpdatePlan plan = it.plan(TWO, false);
        Staging staging = Staging.open(lock, it.stagingRoot());
        TWO.bring(staging.lacking(plan), staging.objects());
        Path object = object(staging, "content A");
        Map<Sha256, ChangeStamp> verified = stamped("content A", object);
        FileTime time = Files.getLastModifiedTime(object);
        afterTheClockMoved(object);
        switch (meddling) {
            case WRITTEN_TO -> Files.writeString(object, "content E");
            case REPLACED ->
                Files.move(
                        Files.writeString(object.resolveSibling("other"), "content E"),
                        object,
                        StandardCopyOption.REPLACE_EXISTING);
        }
        // Whoever meddles can set this back; what he cannot set is looked at too.
        Files.setLastModifiedTime(object, time);
        assertThatThrownBy(() -> staging.verify(plan, verified, Progress.SILENT))
                .isInstanceOfSatisfying(
                        KeepFailure.class, e -> assertThat(e.code()).isEqualTo(FailureCode.NOT_TRUSTED));
        assertThat(TestInstallation.tree(it.home().incoming()).values()).doesNotContain("content E");
        lock.close();
        lock = HomeLock.acquire(it.home());
        nextHonestUpdateSucceeds();
    }

    enum Meddling {
        WRITTEN_TO,
        REPLACED
    }

    private static Map<Sha256, ChangeStamp> stamped(String content, Path object) {
        return Map.of(
                Sha256.of(content.getBytes(StandardCharsets.UTF_8)),
                ChangeStamp.of(object).orElseThrow());
    }

    /** The system's clock for changes moves some hundred times a second. */
    private static void afterTheClockMoved(Path beside) throws IOException {
        Path probe = beside.resolveSibling("probe");
        Object begin = Files.getAttribute(Files.writeString(probe, ""), "unix:ctime");
        while (begin.equals(Files.getAttribute(Files.writeString(probe, "."), "unix:ctime"))) {
            Thread.onSpinWait();
        }
        Files.delete(probe);
    }

    /** CT2 */
    @Test
    void an_object_that_is_longer_than_the_release_says_is_refused() throws Exception {
        UpdatePlan plan = it.plan(TWO, false);
        Staging staging = Staging.open(lock, it.stagingRoot());
        TWO.bring(staging.lacking(plan), staging.objects());
        Files.writeString(object(staging, "content A"), "content A and more");
        refused(staging, plan, FailureCode.NOT_TRUSTED, "a");
        nextHonestUpdateSucceeds();
    }

    /** A5 */
    @Test
    void an_object_that_was_not_brought_is_named() throws Exception {
        UpdatePlan plan = it.plan(TWO, false);
        Staging staging = Staging.open(lock, it.stagingRoot());
        TWO.bring(staging.lacking(plan), staging.objects());
        Files.delete(object(staging, "content B"));
        refused(staging, plan, FailureCode.FILE_MISSING, "b");
        nextHonestUpdateSucceeds();
    }

    /** FS2: an object that is a link is not what was brought, wherever it leads. */
    @Test
    void a_link_in_place_of_an_object_is_refused_and_its_target_left_alone() throws Exception {
        UpdatePlan plan = it.plan(TWO, false);
        Staging staging = Staging.open(lock, it.stagingRoot());
        TWO.bring(staging.lacking(plan), staging.objects());
        Path outside = Files.writeString(folder.resolve("outside"), "content A");
        Path object = object(staging, "content A");
        Files.delete(object);
        Files.createSymbolicLink(object, outside);
        refused(staging, plan, FailureCode.FILE_MISSING, "a");
        assertThat(outside).hasContent("content A");
        nextHonestUpdateSucceeds();
    }

    /** CT10: with a second name somebody could change the file after it was verified; what is installed is a copy. */
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "of systems with owners and modes")
    @Test
    void an_object_with_a_second_name_is_copied() throws Exception {
        UpdatePlan plan = it.plan(TWO, false);
        Staging staging = Staging.open(lock, it.stagingRoot());
        TWO.bring(staging.lacking(plan), staging.objects());
        Path second = folder.resolve("second");
        Files.createLink(second, object(staging, "content A"));
        StagedRelease staged = staging.verify(plan, Map.of(), Progress.SILENT);
        Files.writeString(second, "content E");
        assertThat(staged.files().get(0).at()).hasContent("content A");
        assertThat(Files.getAttribute(staged.files().get(0).at(), "unix:nlink")).isEqualTo(1);
        nextHonestUpdateSucceeds();
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

    private void refused(Staging staging, UpdatePlan plan, FailureCode code, String file) throws Exception {
        assertThatThrownBy(() -> staging.verify(plan, Map.of(), Progress.SILENT))
                .isInstanceOfSatisfying(
                        KeepFailure.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(file);
        assertThat(it.tree()).containsEntry("a", "content a").doesNotContainKey("new/c");
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
