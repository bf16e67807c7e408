package jp.quickcare.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {
    @TempDir
    Path folder;

    /** FS11 */
    @Test
    void a_second_launcher_in_the_same_process_is_told_that_the_first_is_busy() throws Exception {
        Home home = new Home(folder);
        try (HomeLock lock = HomeLock.acquire(home)) {
            assertThat(lock.home()).isEqualTo(home);
            assertBusy(home);
        }
        HomeLock.acquire(home).close();
    }

    /** FS11: and when that process is killed, its lock is no lock any more, though its file is still there. */
    @Test
    void a_second_process_is_told_that_the_first_is_busy_until_that_one_is_killed() throws Exception {
        Home home = new Home(folder);
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        place(HomeLockTest.class) + File.pathSeparator + place(HomeLock.class),
                        Holder.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        try (var says = other.inputReader()) {
            assertThat(says.readLine()).isEqualTo("locked");
            assertBusy(home);
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(home.lock()).exists();
        HomeLock.acquire(home).close();
    }

    /** FS2 */
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Wine makes no links")
    @Test
    void a_link_in_place_of_the_state_folder_is_refused() throws Exception {
        Home home = new Home(folder.resolve("home"));
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createDirectories(home.folder());
        Files.createSymbolicLink(home.state(), outside);
        assertThatThrownBy(() -> HomeLock.acquire(home))
                .isInstanceOfSatisfying(
                        KeepFailure.class, e -> assertThat(e.code()).isEqualTo(FailureCode.DAMAGED_INSTALLATION));
        assertThat(outside).isEmptyDirectory();
        Files.delete(home.state());
        HomeLock.acquire(home).close();
    }

    /** A25: what makes an archive of class data has files of the application open, and lets go of them when asked. */
    @Test
    void who_takes_the_lock_is_heard_by_a_making_and_waits_until_it_has_let_go() throws Exception {
        Home home = new Home(folder);
        HomeLock.acquire(home).close();
        MakingTurn turn = MakingTurn.await(home);
        assertThat(turn.isWanted()).isFalse();
        CompletableFuture<HomeLock> lock = CompletableFuture.supplyAsync(() -> {
            try {
                return HomeLock.acquire(home);
            } catch (KeepFailure e) {
                throw new IllegalStateException(e);
            }
        });
        while (!turn.isWanted()) {
            Thread.onSpinWait();
        }
        assertThat(lock).isNotDone();
        assertThatThrownBy(() -> HomeLock.acquireFor(turn, home)).isInstanceOf(KeepFailure.class);

        turn.close();

        lock.get(120, TimeUnit.SECONDS).close();
        MakingTurn.await(home).close();
    }

    private static void assertBusy(Home home) {
        assertThatThrownBy(() -> HomeLock.acquire(home))
                .isInstanceOfSatisfying(
                        KeepFailure.class, e -> assertThat(e.code()).isEqualTo(FailureCode.BUSY));
    }

    private static String place(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    /** Holds the lock until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws Exception {
            try (HomeLock lock = HomeLock.acquire(new Home(Path.of(args[0])))) {
                System.out.println("locked");
                System.in.read();
                System.out.println(lock.home());
            }
        }
    }
}
