package jp.quickcare.launcher.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.plan.TestRelease;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * FS9, A26: a real process is killed before each system call that changes a name or makes one durable. After each kill a
 * recovery leaves exactly the old or exactly the new release, with receipt, version store, shortcuts and options that
 * agree, and the next change succeeds.
 */
@Execution(ExecutionMode.CONCURRENT)
class KilledIT {
    private static final TestRelease ONE = CrashingRun.ONE;
    private static final TestRelease TWO = CrashingRun.TWO;
    private static final Map<String, String> MINE = Map.of("mine", "mine");
    private static final int MOST_CALLS = 100;

    @TempDir
    Path temp;

    private int runs;
    private int kills;
    private int newAfterKill;
    private TestInstallation it;

    @BeforeEach
    void fresh() {
        it = new TestInstallation(temp.resolve("0"));
    }

    @AfterEach
    void some_run_was_killed_and_the_last_one_survived() {
        assertThat(kills).isPositive();
        assertThat(runs).isGreaterThan(kills);
    }

    private interface Action {
        void run() throws Exception;
    }

    /** Prepares, kills at the first, second, ... call of that name, and checks, until a run survives. */
    private void killEverywhere(String systemCall, String what, Action prepare, Action check) throws Exception {
        for (int n = 1; n < MOST_CALLS; n++) {
            it = new TestInstallation(temp.resolve(Integer.toString(n)));
            prepare.run();
            int exitCode = Strace.killedAt(systemCall, n, it.folder, what).exitCode();
            runs++;
            if (exitCode != Strace.KILLED) {
                System.out.println(what + ": killed at each of " + kills + " calls of " + systemCall);
                return;
            }
            kills++;
            check.run();
            DurableFiles.deleteTree(it.folder);
        }
        throw new AssertionError("never survived");
    }

    private void installOne() throws Exception {
        it.update(ONE);
        it.userFile("mine", "mine");
    }

    private void assertOldOrNew(TestRelease old, TestRelease next) throws Exception {
        if (it.installedVersion().equals(next.versionText())) {
            newAfterKill++;
            it.assertExactly(next, MINE);
        } else {
            it.assertExactly(old, MINE);
        }
    }

    /** FS9, A26 */
    @ParameterizedTest
    @ValueSource(strings = {"rename", "mkdir", "unlink"})
    void an_install_killed_anywhere_leaves_nothing_or_the_whole(String systemCall) throws Exception {
        killEverywhere(systemCall, "install", () -> it.userFile("mine", "mine"), () -> {
            it.recover();
            if (it.installedVersion().equals("none")) {
                it.assertNothingInstalled(MINE);
            } else {
                it.assertExactly(ONE, MINE);
            }
            it.update(TWO);
            it.assertExactly(TWO, MINE);
        });
    }

    /** FS9, A26 */
    @ParameterizedTest
    @ValueSource(strings = {"rename", "fsync", "unlink", "rmdir", "mkdir", "pwrite64"})
    void an_update_killed_anywhere_leaves_the_old_or_the_new_release(String systemCall) throws Exception {
        killEverywhere(systemCall, "update", this::installOne, () -> {
            it.recover();
            assertOldOrNew(ONE, TWO);
            it.update(TWO);
            it.assertExactly(TWO, MINE);
            it.rollBack();
            it.assertExactly(ONE, MINE);
        });
        if (systemCall.equals("rename")) {
            assertThat(newAfterKill).isPositive().isLessThan(kills);
        }
    }

    /** FS9, A26 */
    @ParameterizedTest
    @ValueSource(strings = {"rename", "unlink", "pwrite64"})
    void a_repair_killed_anywhere_leaves_a_whole_release(String systemCall) throws Exception {
        killEverywhere(
                systemCall,
                "repair",
                () -> {
                    it.update(TWO);
                    installOne();
                    Files.writeString(it.home.app().resolve("changed"), "damaged");
                },
                () -> {
                    Recovered recovered = it.recover();
                    if (recovered == Recovered.FINISHED) {
                        it.assertExactly(ONE, MINE);
                    } else {
                        assertThat(it.tree()).containsEntry("same", "same").containsKey("changed");
                    }
                    it.update(ONE, true);
                    it.assertExactly(ONE, MINE);
                    it.rollBack();
                    it.assertExactly(TWO, MINE);
                });
    }

    /** FS9, FS12, A33 */
    @ParameterizedTest
    @ValueSource(strings = {"rename", "unlink", "rmdir", "mkdir", "pwrite64"})
    void a_roll_back_killed_anywhere_leaves_one_of_both_releases(String systemCall) throws Exception {
        killEverywhere(
                systemCall,
                "rollback",
                () -> {
                    installOne();
                    it.update(TWO);
                },
                () -> {
                    it.recover();
                    assertOldOrNew(TWO, ONE);
                    if (it.installedVersion().equals("2")) {
                        it.rollBack();
                        it.assertExactly(ONE, MINE);
                    }
                    it.update(TWO);
                    it.assertExactly(TWO, MINE);
                });
    }

    /** FS9, FS10: also while it is undone. */
    @ParameterizedTest
    @ValueSource(strings = {"rename", "unlink", "rmdir", "mkdir", "pwrite64"})
    void an_update_that_fails_and_is_killed_anywhere_leaves_the_old_release(String systemCall) throws Exception {
        killEverywhere(systemCall, "fail", this::installOne, () -> {
            it.failToRegister("2");
            it.recover();
            it.assertExactly(ONE, MINE);
            it.failToRegister("none");
            it.update(TWO);
            it.assertExactly(TWO, MINE);
        });
    }

    /** FS9: the recovery of an update that was killed with half of its files moved is killed in turn. */
    @ParameterizedTest
    @ValueSource(strings = {"rename", "unlink"})
    void a_recovery_killed_anywhere_is_itself_recovered(String systemCall) throws Exception {
        int half = renamesToTheMiddleOfTheMoves();
        killEverywhere(
                systemCall,
                "recover",
                () -> {
                    installOne();
                    assertThat(Strace.killedAt("rename", half, it.folder, "update")
                                    .exitCode())
                            .isEqualTo(Strace.KILLED);
                    assertThat(Recovery.needed(it.home)).isTrue();
                },
                () -> {
                    it.recover();
                    it.assertExactly(TWO, MINE);
                    it.rollBack();
                    it.assertExactly(ONE, MINE);
                });
    }

    /** The first rename after which both the old and the new release have a file in place. */
    private int renamesToTheMiddleOfTheMoves() throws Exception {
        for (int n = 1; n < MOST_CALLS; n++) {
            it = new TestInstallation(temp.resolve("middle" + n));
            installOne();
            Strace.killedAt("rename", n, it.folder, "update");
            Map<String, String> tree = it.tree();
            if (tree.containsKey("moved/y") && !tree.containsKey("x/z")) {
                return n;
            }
        }
        throw new AssertionError("no kill leaves a mixture");
    }

    /** FS9 */
    @ParameterizedTest
    @ValueSource(strings = {"rename", "unlink", "rmdir"})
    void an_uninstall_killed_anywhere_is_finished_by_the_next(String systemCall) throws Exception {
        killEverywhere(
                systemCall,
                "uninstall",
                () -> {
                    installOne();
                    it.update(TWO);
                    Files.createDirectories(it.home.launchers().resolve("1.0.0"));
                    Files.writeString(it.home.launchers().resolve("1.0.0/launcher.jar"), "jar");
                },
                () -> {
                    if (it.recover() == Recovered.NOTHING
                            && it.home.receipt().toFile().exists()) {
                        it.assertExactly(TWO, MINE);
                    } else {
                        it.assertNothingInstalled(MINE);
                    }
                    it.uninstall();
                    it.assertNothingInstalled(MINE);
                    assertThat(it.home.launchers()).doesNotExist();
                    assertThat(it.home.state()).doesNotExist();
                    it.update(ONE);
                    it.assertExactly(ONE, MINE);
                });
    }
}
