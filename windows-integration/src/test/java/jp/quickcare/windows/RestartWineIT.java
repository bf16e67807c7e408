package jp.quickcare.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import jp.quickcare.launcher.apply.Recovered;
import jp.quickcare.launcher.apply.RestartMoves;
import jp.quickcare.launcher.apply.TestInstallation;
import jp.quickcare.launcher.plan.TestRelease;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SPEC A25: files in use are exchanged when Windows starts again. */
@OnWindows
class RestartWineIT {
    private static final TestRelease ONE =
            TestRelease.version(1).with("a.jar", "a one").with("old/gone.jar", "gone");
    private static final TestRelease TWO =
            TestRelease.version(2).with("a.jar", "a two").with("new/c.jar", "c two");

    @TempDir
    Path folder;

    private TestInstallation it;
    private RestartMoves windows;

    @BeforeEach
    void install() throws Exception {
        it = new TestInstallation(folder.resolve("介護 ソフト"));
        it.update(ONE);
        windows = RestartMoves.ofSystem().orElseThrow();
    }

    /** What Windows does with its session manager, Wine does with this program. */
    private static void restart() throws Exception {
        assertThat(new ProcessBuilder("wineboot.exe")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
    }

    private static int noted() throws Exception {
        return new WindowsRestartMoves().pending().count();
    }

    /** A25, A26 */
    @Test
    void windows_exchanges_the_files_when_it_starts_and_the_next_start_of_ours_finishes() throws Exception {
        it.updateAtRestart(TWO, windows);
        assertThat(noted()).isEqualTo(4);
        assertThat(it.tree()).isEqualTo(ONE.files());

        restart();
        assertThat(noted()).isZero();
        assertThat(it.tree()).isEqualTo(TWO.files());
        assertThat(it.installedVersion()).isEqualTo("1");

        assertThat(it.recover()).isEqualTo(Recovered.FINISHED);
        it.assertExactly(TWO, Map.of());
    }

    /** A25: what others have noted in the same value stays as it is. */
    @Test
    void a_start_of_ours_before_that_takes_it_back_and_nothing_of_anybody_elses() throws Exception {
        Path other = folder.resolve("別.txt");
        java.nio.file.Files.writeString(other, "another installer's");
        windows.schedule(java.util.List.of(new RestartMoves.Rename(other, folder.resolve("moved.txt"))));
        it.updateAtRestart(TWO, windows);
        assertThat(it.recover()).isEqualTo(Recovered.NOTHING);

        assertThat(noted()).isEqualTo(1);
        it.assertExactly(ONE, Map.of());
        restart();
        assertThat(folder.resolve("moved.txt")).hasContent("another installer's");
        it.assertExactly(ONE, Map.of());
        it.update(TWO);
        it.assertExactly(TWO, Map.of());
    }
}
