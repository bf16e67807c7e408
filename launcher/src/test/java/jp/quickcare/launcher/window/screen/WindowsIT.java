package jp.quickcare.launcher.window.screen;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every window and dialog there is, really drawn: each thing has its key and its name, and nothing is cut off. */
class WindowsIT {
    private static final int EVERY_SCENE = 28;

    private static Process server;
    private static String display;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() throws IOException {
        server = new ProcessBuilder(
                        "Xvfb", "-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp", "-noreset")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        display = ":" + server.inputReader(US_ASCII).readLine();
    }

    @AfterAll
    static void close() {
        server.destroy();
        server.onExit().join();
    }

    /** F1, F4, A6, A7, A23, A25, A28, A33, A36 */
    @ParameterizedTest
    @CsvSource({"en, light, 1.5", "ja, light, 1", "en, dark, 1", "ja, dark, 1.5"})
    void every_window_can_be_read_aloud_and_used_with_keys_alone(String language, String theme, String scale)
            throws Exception {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dsun.java2d.uiScale=" + scale,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Gallery.class.getName(),
                        language,
                        folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().put("DISPLAY", display);
        builder.environment().put("QUICKCARE_THEME", theme);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process gallery = builder.start();
        boolean ended = gallery.waitFor(600, TimeUnit.SECONDS);
        gallery.destroyForcibly();

        assertThat(ended).isTrue();
        assertThat(Files.readString(folder.resolve("said"))).isEqualTo("all is well\n");
        try (var files = Files.list(folder)) {
            List<Path> pictures =
                    files.filter(file -> file.toString().endsWith(".png")).toList();
            assertThat(pictures).hasSizeGreaterThanOrEqualTo(EVERY_SCENE);
            for (Path picture : pictures) {
                assertThat(ImageIO.read(picture.toFile()).getWidth()).isGreaterThanOrEqualTo(600);
            }
        }
    }
}
