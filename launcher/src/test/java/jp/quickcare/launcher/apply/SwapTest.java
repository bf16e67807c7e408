package jp.quickcare.launcher.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.ApplyFailure;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.plan.TestRelease;
import jp.quickcare.launcher.plan.UpdateKind;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.receipt.Inventory;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.stage.StagedFile;
import jp.quickcare.launcher.stage.StagedRelease;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SwapTest {
    private static final TestRelease ONE = TestRelease.version(1)
            .with("a.jar", "a")
            .with("lib/b.jar", "b one")
            .with("lib/gone.jar", "gone")
            .with("moves.txt", "moves along");
    private static final TestRelease TWO = TestRelease.version(2)
            .with("a.jar", "a")
            .with("lib/b.jar", "b two")
            .with("deep/er/new.jar", "new")
            .with("docs/moved.txt", "moves along");

    @TempDir
    Path folder;

    private TestInstallation it;

    @BeforeEach
    void install() throws Exception {
        it = new TestInstallation(folder);
    }

    /** A27 */
    @Test
    void a_first_install_puts_files_shortcuts_version_and_receipt_in_place() throws Exception {
        UpdatePlan plan = it.update(ONE);
        assertThat(plan.kind()).isEqualTo(UpdateKind.NEW);
        it.assertExactly(ONE, Map.of());
        assertThat(it.plan(ONE, false).kind()).isEqualTo(UpdateKind.UP_TO_DATE);
    }

    /** A23: cancel works at every moment, also between any two files. */
    @Test
    void giving_up_while_files_are_put_in_place_leaves_the_old_release_whole() throws Exception {
        it.update(ONE);
        it.userFile("lib/mine.txt", "mine");
        int stops = 0;
        while (isGivenUpAt(stops + 1)) {
            stops++;
            it.assertExactly(ONE, Map.of("lib/mine.txt", "mine"));
        }
        assertThat(stops).isGreaterThan(4);
        it.assertExactly(TWO, Map.of("lib/mine.txt", "mine"));
    }

    /** Gives up the n-th time that it is asked. @return false where the update ended before */
    private boolean isGivenUpAt(int time) throws Exception {
        Progress progress = new Progress() {
            private int asked;

            @Override
            public boolean cancelled() {
                return ++asked >= time;
            }
        };
        try (HomeLock lock = HomeLock.acquire(it.home)) {
            Swap.apply(lock, it.stage(lock, TWO, false), it.registration(), progress);
            return false;
        } catch (KeepFailure e) {
            assertThat(e.code()).isEqualTo(FailureCode.CANCELLED);
            return true;
        }
    }

    /** A35: what the release no longer has goes, with the folders it leaves empty; what is the user's stays. */
    @Test
    void an_update_removes_files_that_the_release_no_longer_has_and_leaves_the_users_own() throws Exception {
        it.update(ONE);
        it.userFile("lib/mine.txt", "mine");
        it.userFile("notes/mine.txt", "mine too");
        UpdatePlan plan = it.update(TWO);
        assertThat(plan.kind()).isEqualTo(UpdateKind.DIFFERENTIAL);
        assertThat(plan.fetch())
                .extracting(file -> file.path().toString())
                .containsExactly("deep/er/new.jar", "lib/b.jar");
        it.assertExactly(TWO, Map.of("lib/mine.txt", "mine", "notes/mine.txt", "mine too"));
    }

    /** A35 */
    @Test
    void folders_that_the_old_release_leaves_empty_go_and_the_users_empty_folders_stay() throws Exception {
        it.update(TWO);
        Files.createDirectories(it.home.app().resolve("mine/empty"));
        it.update(TestRelease.version(3).with("a.jar", "a"));
        assertThat(it.home.app().resolve("deep")).doesNotExist();
        assertThat(it.home.app().resolve("lib")).doesNotExist();
        assertThat(it.home.app().resolve("mine/empty")).isDirectory();
    }

    /** A22 */
    @Test
    void a_repair_brings_every_file_again_and_keeps_the_release_before() throws Exception {
        it.update(ONE);
        it.update(TWO);
        Files.writeString(it.home.app().resolve("lib/b.jar"), "spoilt");
        Files.delete(it.home.app().resolve("a.jar"));
        UpdatePlan plan = it.update(TWO, true);
        assertThat(plan.kind()).isEqualTo(UpdateKind.FULL);
        assertThat(plan.fetch()).hasSize(TWO.files().size());
        it.assertExactly(TWO, Map.of());
        it.rollBack();
        it.assertExactly(ONE, Map.of());
    }

    /** A22 */
    @Test
    void a_damaged_file_alone_is_brought_again_by_a_differential_update() throws Exception {
        it.update(ONE);
        Files.writeString(it.home.app().resolve("lib/b.jar"), "spoilt");
        UpdatePlan plan = it.update(ONE);
        assertThat(plan.fetch()).hasSize(1);
        it.assertExactly(ONE, Map.of());
    }

    /** FS6: a file of the old release becomes a folder of the new one, and the other way round. */
    @Test
    void a_file_becomes_a_folder_and_a_folder_a_file() throws Exception {
        TestRelease file = TestRelease.version(1).with("x", "file").with("y/deep/z", "in folder");
        TestRelease folders =
                TestRelease.version(2).with("x/deep/z", "in folder").with("y", "file");
        it.update(file);
        it.update(folders);
        it.assertExactly(folders, Map.of());
        it.rollBack();
        it.assertExactly(file, Map.of());
        it.update(folders);
        it.assertExactly(folders, Map.of());
        it.update(TestRelease.version(3).with("x", "file").with("y/deep/z", "in folder"));
        assertThat(it.tree()).containsEntry("x", "file").containsEntry("y/deep/z", "in folder");
    }

    /** A35 */
    @Test
    void a_users_file_where_the_release_has_one_is_moved_aside_and_never_lost() throws Exception {
        it.update(ONE);
        it.userFile("docs", "a file of mine where a folder must be");
        it.userFile("deep/er/new.jar/inside.txt", "a folder of mine where a file must be");
        it.userFile("deep/er/new.jar.user-1", "even that name is taken");
        it.update(TWO);
        Map<String, String> mine = Map.of(
                "docs.user-1", "a file of mine where a folder must be",
                "deep/er/new.jar.user-2/inside.txt", "a folder of mine where a file must be",
                "deep/er/new.jar.user-1", "even that name is taken");
        it.assertExactly(TWO, mine);
        it.rollBack();
        it.assertExactly(ONE, mine);
    }

    /** A35 */
    @Test
    void a_users_file_in_an_old_folder_keeps_living_beside_the_file_that_takes_its_name() throws Exception {
        it.update(TestRelease.version(1).with("x/a", "a"));
        it.userFile("x/mine", "mine");
        TestRelease two = TestRelease.version(2).with("x", "file");
        it.update(two);
        it.assertExactly(two, Map.of("x.user-1/mine", "mine"));
    }

    /** FS2: a link planted in the application's folder is never gone through: it is moved aside, its target untouched. */
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Wine makes no links")
    @Test
    void a_link_planted_in_the_application_is_never_written_through() throws Exception {
        it.update(ONE);
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("b.jar"), "outside");
        DurableFiles.deleteTree(it.home.app().resolve("lib"));
        Files.createSymbolicLink(it.home.app().resolve("lib"), outside);
        assertThat(Inventory.quick(it.home, Receipt.read(it.home.receipt()).orElseThrow())
                        .damaged())
                .extracting(Object::toString)
                .containsExactly("lib/b.jar", "lib/gone.jar");
        it.update(TWO);
        assertThat(TestInstallation.tree(outside)).isEqualTo(Map.of("b.jar", "outside"));
        it.assertExactly(TWO, Map.of("lib.user-1", "-> " + outside));
        it.update(ONE);
        it.assertExactly(ONE, Map.of("lib.user-1", "-> " + outside));
    }

    /** FS2 */
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Wine makes no links")
    @Test
    void a_link_in_place_of_the_applications_folder_is_refused() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createDirectories(it.home.folder());
        Files.createSymbolicLink(it.home.app(), outside);
        assertThatThrownBy(() -> it.update(ONE))
                .isInstanceOfSatisfying(
                        KeepFailure.class, e -> assertThat(e.code()).isEqualTo(FailureCode.DAMAGED_INSTALLATION))
                .hasMessageContaining(it.home.app().toString());
        assertThat(outside).isEmptyDirectory();
        Files.delete(it.home.app());
        it.update(ONE);
        it.assertExactly(ONE, Map.of());
    }

    /** CT10 */
    @Test
    void a_file_changed_between_verification_and_use_is_refused() throws Exception {
        it.update(ONE);
        try (HomeLock lock = HomeLock.acquire(it.home)) {
            StagedRelease staged = it.stage(lock, TWO, false);
            StagedFile file = staged.files().get(0);
            Files.writeString(file.at(), "evil");
            assertThatThrownBy(() -> Swap.apply(lock, staged, it.registration(), Progress.SILENT))
                    .isInstanceOfSatisfying(
                            KeepFailure.class, e -> assertThat(e.code()).isEqualTo(FailureCode.NOT_TRUSTED))
                    .hasMessageContaining(file.file().path().toString());
        }
        it.assertExactly(ONE, Map.of());
        it.update(TWO);
        it.assertExactly(TWO, Map.of());
    }

    /** A26: what cannot be registered is undone. */
    @Test
    void a_release_that_cannot_be_registered_leaves_the_old_one_whole() throws Exception {
        it.update(ONE);
        it.userFile("docs", "mine");
        it.failToRegister("2");
        assertThatThrownBy(() -> it.update(TWO))
                .isInstanceOf(ApplyFailure.class)
                .hasMessageContaining("undone");
        it.assertExactly(ONE, Map.of("docs", "mine"));
        assertThat(RollBack.possible(it.home)).isFalse();
        it.failToRegister("none");
        it.update(TWO);
        it.assertExactly(TWO, Map.of("docs.user-1", "mine"));
    }

    /** A26 */
    @Test
    void a_first_install_that_cannot_be_registered_leaves_nothing() throws Exception {
        it.failToRegister("1");
        assertThatThrownBy(() -> it.update(ONE)).isInstanceOf(ApplyFailure.class);
        it.assertNothingInstalled(Map.of());
        it.failToRegister("none");
        it.update(ONE);
        it.assertExactly(ONE, Map.of());
    }

    /** FS13 */
    @Test
    void with_the_receipt_lost_every_file_is_looked_at_and_nothing_is_brought_twice() throws Exception {
        it.update(ONE);
        it.userFile("mine.txt", "mine");
        Files.writeString(it.home.receipt(), "quickcare-receipt 1\nedited\n");
        UpdatePlan plan = it.update(TWO);
        assertThat(plan.kind()).isEqualTo(UpdateKind.DIFFERENTIAL);
        assertThat(plan.fetch()).hasSize(2);
        it.assertExactly(TWO, Map.of("mine.txt", "mine"));
    }

    /** FS13 */
    @Test
    void a_file_with_its_time_set_back_is_found_by_the_deep_check() throws Exception {
        it.update(ONE);
        Path file = it.home.app().resolve("a.jar");
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "z");
        Files.setLastModifiedTime(file, time);
        Receipt receipt = Receipt.read(it.home.receipt()).orElseThrow();
        assertThat(Inventory.quick(it.home, receipt).whole()).isTrue();
        assertThat(Inventory.deep(it.home, receipt).damaged()).hasSize(1);
        it.update(ONE, true);
        it.assertExactly(ONE, Map.of());
    }

    /** FS13 */
    @Test
    void a_journal_that_cannot_be_relied_on_is_set_aside_and_every_file_is_looked_at() throws Exception {
        it.update(ONE);
        Files.writeString(it.home.journal(), "quickcare-journal 1 F\nin\t../../evil\tapp/x\t1\t1\t-\ncrc32\t0\n");
        assertThat(it.recover()).isEqualTo(Recovered.UNCERTAIN);
        assertThat(Receipt.read(it.home.receipt())).isEmpty();
        it.update(TWO);
        it.assertExactly(TWO, Map.of());
    }

    /** A22 */
    @Test
    void the_same_files_under_a_new_version_need_no_byte() throws Exception {
        it.update(ONE);
        TestRelease renamed = TestRelease.version(2);
        ONE.files().forEach(renamed::with);
        UpdatePlan plan = it.update(renamed);
        assertThat(plan.fetch()).isEmpty();
        it.assertExactly(renamed, Map.of());
        assertThat(it.rollBack().manifestSha256()).isEqualTo(ONE.pinned().sha256());
        it.assertExactly(ONE, Map.of());
    }

    @Test
    void two_files_of_one_content_are_both_put_in_place() throws Exception {
        TestRelease twins =
                TestRelease.version(2).with("a", "same").with("b", "same").with("c/d", "same");
        UpdatePlan plan = it.update(twins);
        assertThat(plan.fetch()).hasSize(4);
        assertThat(plan.downloadBytes()).isEqualTo(4 + "#!/bin/sh\nexit 0\n".length());
        it.assertExactly(twins, Map.of());
        assertThat(Optional.of(it.stateNames()))
                .hasValueSatisfying(names -> assertThat(names).noneMatch(name -> name.startsWith("incoming")));
    }
}
