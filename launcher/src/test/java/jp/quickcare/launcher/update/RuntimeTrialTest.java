package jp.quickcare.launcher.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jp.quickcare.bootstrap.Pointer;
import jp.quickcare.launcher.home.Home;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeTrialTest {
    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void a_launcher_is_in_force() throws IOException {
        home = new Home(folder);
        Files.createDirectories(home.launchers());
        Pointer.Version launcher = new Pointer.Version("1.0.0", "", List.of());
        new Pointer(launcher, Optional.empty(), List.of()).write(Pointer.fileIn(folder.toFile()));
    }

    /** A22 */
    @Test
    void a_runtime_runs_here_where_the_launcher_ends_well_in_it() throws IOException {
        assertThat(RuntimeTrial.of(home).starts(runtime("exit 0"))).isTrue();
        assertThat(RuntimeTrial.of(home).starts(runtime("exit 1"))).isFalse();
        assertThat(RuntimeTrial.of(home).starts(folder.resolve("nothing"))).isFalse();
    }

    /** A22, A32: as with one that ends badly, so that not each start waits for it. */
    @Test
    void a_runtime_in_which_the_launcher_never_ends_does_not_run_here_and_is_ended() throws IOException {
        // It reads what nobody writes.
        RuntimeTrial trial = new RuntimeTrial(home, Duration.ofMillis(1));

        assertThat(trial.starts(runtime("read nothing"))).isFalse();

        String java = folder.resolve("runtime/bin/java").toString();
        assertThat(ProcessHandle.current().children())
                .noneMatch(child ->
                        child.isAlive() && child.info().commandLine().orElse("").contains(java));
    }

    private Path runtime(String script) throws IOException {
        Path java = Files.createDirectories(folder.resolve("runtime/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + script + "\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return folder.resolve("runtime");
    }
}
