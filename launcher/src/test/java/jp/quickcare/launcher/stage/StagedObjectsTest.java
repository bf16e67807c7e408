package jp.quickcare.launcher.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import jp.quickcare.launcher.apply.TestInstallation;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.receipt.ChangeStamp;
import jp.quickcare.manifest.digest.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** CT1 to CT10, FS2: of what was brought nothing is staged but what the release says, byte for byte. */
class StagedObjectsTest extends BeforeAnUpdate {
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
}
