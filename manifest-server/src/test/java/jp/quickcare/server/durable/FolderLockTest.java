package jp.quickcare.server.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.testing.MemoryFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FS11 on the server's side. */
class FolderLockTest {
    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    /** FS11 */
    @Test
    void a_second_command_is_told_who_is_at_work_and_the_next_one_works() throws Exception {
        FolderLock first = FolderLock.take(temp, "publish qc");

        assertThatThrownBy(() -> FolderLock.take(temp, "gc"))
                .isInstanceOfSatisfying(
                        ServerFailure.class, e -> assertThat(e.code()).isEqualTo(FailureCode.BUSY))
                .hasMessageContaining(
                        "publish qc, process " + ProcessHandle.current().pid());

        first.close();
        FolderLock.take(temp, "gc").close();
    }

    /** FS11 */
    @Test
    void the_file_that_a_killed_command_left_does_not_stop_the_next() throws Exception {
        Files.writeString(temp.resolve(".lock"), "publish qc, process 1");

        FolderLock.take(temp, "gc").close();
    }

    /** MT10: a running server signs its metadata anew by itself, and is done in a moment. */
    @Test
    void a_command_gets_the_lock_when_the_one_that_signs_has_ended() throws Exception {
        FolderLock first = FolderLock.take(temp, FolderLock.REFRESH);
        CountDownLatch waiting = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            try {
                waiting.await();
                first.close();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        other.start();
        waiting.countDown();

        assertThat(FolderLock.<Boolean>holding(temp, "import", () -> true)).isTrue();
        other.join();
    }
}
