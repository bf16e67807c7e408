package jp.quickcare.launcher.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.plan.TestRelease;
import jp.quickcare.launcher.receipt.Receipt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RollBackTest {
    private static final TestRelease ONE =
            TestRelease.version(1).with("same", "same").with("changed", "1").with("gone/x", "x");
    private static final TestRelease TWO =
            TestRelease.version(2).with("same", "same").with("changed", "2").with("new/y", "y");
    private static final TestRelease THREE =
            TestRelease.version(3).with("same", "same").with("changed", "3");

    @TempDir
    Path folder;

    private TestInstallation it;

    @BeforeEach
    void install() {
        it = new TestInstallation(folder);
    }

    /** A33 */
    @Test
    void the_release_before_comes_back_whole_and_the_failed_one_is_not_kept() throws Exception {
        it.update(ONE);
        it.update(TWO);
        assertThat(RollBack.possible(it.home)).isTrue();
        Receipt receipt = it.rollBack();
        assertThat(receipt.version()).isEqualTo("1");
        it.assertExactly(ONE, Map.of());
        assertThat(RollBack.possible(it.home)).isFalse();
        it.update(TWO);
        it.assertExactly(TWO, Map.of());
    }

    /** A33: one release before is kept, no more. */
    @Test
    void only_the_last_release_before_is_kept() throws Exception {
        it.update(ONE);
        it.update(TWO);
        it.update(THREE);
        assertThat(DurableFiles.children(it.home.previous()))
                .extracting(Path::getFileName)
                .extracting(Path::toString)
                .containsExactly(TWO.pinned().sha256().hex());
        it.rollBack();
        it.assertExactly(TWO, Map.of());
    }

    /** FS12 */
    @Test
    void without_a_release_before_it_is_refused() throws Exception {
        it.update(ONE);
        refused("no release before", ONE);
    }

    /** FS12 */
    @Test
    void a_deleted_release_before_is_refused_and_nothing_changes() throws Exception {
        damaged(at -> deleteTree(it.home.previous()), "no release before");
    }

    /** FS12 */
    @Test
    void a_deleted_file_of_the_release_before_is_refused_and_nothing_changes() throws Exception {
        damaged(at -> deleteTree(at.resolve("files/gone")), Path.of("gone/x").toString());
    }

    /** FS12 */
    @Test
    void a_changed_file_of_the_release_before_is_refused_and_nothing_changes() throws Exception {
        damaged(at -> write(at.resolve("files/changed"), "9"), "changed");
    }

    /** FS12: also where both releases share the file. */
    @Test
    void a_changed_file_that_both_releases_share_is_refused_and_nothing_else_changes() throws Exception {
        it.update(ONE);
        it.update(TWO);
        Files.writeString(it.home.app().resolve("same"), "SAME");
        assertThatThrownBy(it::rollBack)
                .isInstanceOfSatisfying(
                        KeepFailure.class, e -> assertThat(e.code()).isEqualTo(FailureCode.NO_PREVIOUS))
                .hasMessageContaining("same");
        it.update(TWO);
        it.rollBack();
        it.assertExactly(ONE, Map.of());
    }

    /** FS12 */
    @Test
    void a_lost_manifest_of_the_release_before_is_refused_and_nothing_changes() throws Exception {
        damaged(at -> write(it.home.manifests().resolve(ONE.pinned().sha256() + ".json"), "{}"), "manifest");
    }

    /** FS2 */
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Wine makes no links")
    @Test
    void a_link_among_the_files_of_the_release_before_is_not_followed() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("x"), "x");
        damaged(
                at -> {
                    deleteTree(at.resolve("files/gone"));
                    link(at.resolve("files/gone"), outside);
                },
                Path.of("gone/x").toString());
        assertThat(TestInstallation.tree(outside)).containsOnlyKeys("x");
    }

    /** FS13 */
    @Test
    void a_roll_back_works_with_the_receipt_lost() throws Exception {
        it.update(ONE);
        it.update(TWO);
        Files.delete(it.home.receipt());
        it.rollBack();
        it.assertExactly(ONE, Map.of());
    }

    private void damaged(Consumer<Path> damage, String named) throws Exception {
        it.update(ONE);
        it.update(TWO);
        damage.accept(it.home.previous().resolve(ONE.pinned().sha256().hex()));
        refused(named, TWO);
        it.update(THREE);
        it.assertExactly(THREE, Map.of());
        it.rollBack();
        it.assertExactly(TWO, Map.of());
    }

    private void refused(String named, TestRelease still) throws Exception {
        assertThatThrownBy(it::rollBack)
                .isInstanceOfSatisfying(
                        KeepFailure.class, e -> assertThat(e.code()).isEqualTo(FailureCode.NO_PREVIOUS))
                .hasMessageContaining(named);
        it.assertExactly(still, Map.of());
    }

    private static void deleteTree(Path path) {
        unchecked(() -> DurableFiles.deleteTree(path));
    }

    private static void write(Path path, String content) {
        unchecked(() -> Files.writeString(path, content));
    }

    private static void link(Path path, Path target) {
        unchecked(() -> Files.createSymbolicLink(path, target));
    }

    private interface Action {
        void run() throws Exception;
    }

    private static void unchecked(Action action) {
        org.assertj.core.api.Assertions.assertThatCode(action::run).doesNotThrowAnyException();
    }
}
