package jp.quickcare.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.apply.TestInstallation;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.ApplyFailure;
import jp.quickcare.launcher.plan.TestRelease;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Windows asks of whoever exchanges files (SPEC A24 to A27). */
@OnWindows
class ApplyRulesWineIT {
    private static final TestRelease ONE = TestRelease.version(1)
            .with("A.jar", "a one")
            .with("lib/b.jar", "b one")
            .with("lib/gone.jar", "gone");
    private static final TestRelease TWO =
            TestRelease.version(2).with("A.jar", "a two").with("lib/b.jar", "b two");

    @TempDir
    Path folder;

    private TestInstallation it;

    @BeforeEach
    void install() throws Exception {
        it = new TestInstallation(folder.resolve("介護 ソフト"));
        it.update(ONE);
    }

    private Path app(String path) {
        return it.home().app().resolve(path);
    }

    private static void mark(Path file, String attribute) throws Exception {
        Files.setAttribute(file, "dos:" + attribute, true);
    }

    /** FS10: the marks that users and copying programs leave on files keep no update from them. */
    @Test
    void files_marked_as_read_only_or_hidden_are_exchanged_and_removed() throws Exception {
        mark(app("A.jar"), "readonly");
        mark(app("lib/b.jar"), "hidden");
        mark(app("lib/gone.jar"), "readonly");
        mark(app("lib/gone.jar"), "hidden");

        it.update(TWO);
        it.assertExactly(TWO, Map.of());
        it.rollBack();
        it.assertExactly(ONE, Map.of());
        it.update(TestRelease.version(3).with("A.jar", "a three"));
        it.update(TestRelease.version(4).with("A.jar", "a four"));
        it.uninstall();
        it.assertNothingInstalled(Map.of());
        assertThat(it.home().folder()).doesNotExist();
    }

    /** FS10: a virus scanner looks into a new file, just when it is to be renamed. */
    @Test
    void a_file_that_is_held_for_a_moment_is_waited_for() throws Exception {
        RandomAccessFile held = new RandomAccessFile(app("A.jar").toFile(), "r");
        CompletableFuture<Void> released = CompletableFuture.runAsync(
                () -> {
                    try {
                        held.close();
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));

        it.update(TWO);

        assertThat(released).isCompleted();
        it.assertExactly(TWO, Map.of());
    }

    /** A25, FS10: a file that stays held stops the update, and the old release is whole. */
    @Test
    void a_file_that_stays_held_leaves_the_old_release_whole() throws Exception {
        try (RandomAccessFile held = new RandomAccessFile(app("lib/b.jar").toFile(), "r")) {
            assertThat(held.length()).isPositive();
            assertThatThrownBy(() -> it.update(TWO))
                    .isInstanceOfSatisfying(
                            ApplyFailure.class,
                            e -> assertThat(e.facts())
                                    .anySatisfy(
                                            fact -> assertThat(fact.toString()).endsWith("b.jar")));
            it.assertExactly(ONE, Map.of());
        }
        it.update(TWO);
        it.assertExactly(TWO, Map.of());
    }

    /** FS10: the same for a file that has to go. */
    @Test
    void a_held_file_that_the_release_no_longer_has_leaves_the_old_release_whole() throws Exception {
        try (RandomAccessFile held = new RandomAccessFile(app("lib/gone.jar").toFile(), "r")) {
            assertThat(held.length()).isPositive();
            assertThatThrownBy(() -> it.update(TWO)).isInstanceOf(ApplyFailure.class);
            it.assertExactly(ONE, Map.of());
        }
    }

    /** FS6 */
    @Test
    void a_name_that_changes_only_its_case_is_changed() throws Exception {
        TestRelease lower = TestRelease.version(2).with("a.JAR", "a one").with("LIB/b.jar", "b two");

        it.update(lower);

        assertThat(DurableFiles.children(it.home().app()))
                .extracting(path -> path.getFileName().toString())
                .contains("a.JAR")
                .doesNotContain("A.jar");
        assertThat(app("lib/b.jar")).hasContent("b two");
        it.rollBack();
        assertThat(DurableFiles.children(it.home().app()))
                .extracting(path -> path.getFileName().toString())
                .contains("A.jar");
        assertThat(app("lib/b.jar")).hasContent("b one");
        assertThat(app("lib/gone.jar")).hasContent("gone");
    }

    /** A26: Windows flushes no folder; what stands in for it leaves nothing behind. */
    @Test
    void a_flushed_folder_holds_what_it_held() throws Exception {
        DurableFiles.flushFolder(it.home().app());

        assertThat(DurableFiles.children(it.home().app()))
                .extracting(path -> path.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(List.of("A.jar", "lib", "run.sh"));
    }
}
