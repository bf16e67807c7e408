package jp.quickcare.launcher.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import jp.quickcare.launcher.home.Home;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A25: whether the application runs. */
class RunningIT {
    private static final int THREADS = 2;
    private static final int QUESTIONS = 2_000;

    @TempDir
    private Path folder;

    private Home home;

    @BeforeEach
    void an_installation_that_was_started_once() throws Exception {
        home = new Home(folder);
        Files.createDirectories(home.state());
        Files.createFile(Running.fileIn(home).toPath());
    }

    private boolean asked(CyclicBarrier together) {
        try {
            together.await();
            return IntStream.range(0, QUESTIONS).anyMatch(question -> Running.isAnywhere(home));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** As by a look at files in use that was begun early and one that does not wait for it. */
    @Test
    void two_threads_that_ask_at_once_do_not_take_each_other_for_the_application() {
        CyclicBarrier together = new CyclicBarrier(THREADS);
        List<CompletableFuture<Boolean>> answers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            answers.add(CompletableFuture.supplyAsync(() -> asked(together), task -> new Thread(task).start()));
        }
        assertThat(answers).extracting(CompletableFuture::join).containsOnly(false);
    }
}
