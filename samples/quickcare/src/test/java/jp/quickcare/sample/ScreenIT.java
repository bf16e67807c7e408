package jp.quickcare.sample;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import jp.quickcare.bootstrap.ApplicationLink;
import jp.quickcare.sample.record.Notebook;
import jp.quickcare.sample.record.Resident;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The releases as they are published, in a real window, used as a person would. */
class ScreenIT {

    private static final Path RELEASES = Path.of("target/releases").toAbsolutePath();

    private static Display display;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() throws IOException {
        display = Display.open();
    }

    @AfterAll
    static void close() {
        display.close();
    }

    // A33, F1
    @ParameterizedTest
    @CsvSource({"1.0.0, en, Version", "1.1.0, ja, バージョン", "1.2.0, en, Version"})
    void every_release_comes_up_in_the_users_language_and_reports_that_it_is_well(
            String release, String language, String word) throws Exception {
        Path picture = folder.resolve("login.png");
        int code = run(
                release, language, "see version " + word + " " + release, "wait well", "picture " + picture, "leave");
        assertThat(code).isZero();
        BufferedImage image = ImageIO.read(picture.toFile());
        assertThat(new Dimension(image.getWidth(), image.getHeight())).isEqualTo(new Dimension(1280, 800));
    }

    // A6
    @Test
    void the_notice_of_an_update_is_on_the_login_screen_and_a_click_on_it_closes_and_updates() throws Exception {
        Files.writeString(folder.resolve("notice"), "1.2.0\nTemplates for <notes> & more\n");
        int code = run(
                "1.1.0",
                "en",
                "see notice 1.2.0",
                "see notice Templates for &lt;notes> &amp; more",
                "focus user",
                "press notice");
        assertThat(code).isEqualTo(ApplicationLink.UPDATE_AND_RESTART);
    }

    // A6
    @Test
    void a_notice_that_arrives_later_is_shown_too_even_after_somebody_has_signed_out() throws Exception {
        Path notice = folder.resolve("notice");
        Process running = start(
                "1.1.0",
                "ja",
                "type user 森",
                "press enter",
                "see status ",
                "press signOut",
                "see notice 1.2.0 に更新",
                "press notice");
        // As the launcher does it: nobody reads half of one.
        Files.move(Files.writeString(folder.resolve("notice.new"), "1.2.0\n"), notice, ATOMIC_MOVE);
        assertThat(ended(running)).isEqualTo(ApplicationLink.UPDATE_AND_RESTART);
    }

    // A35: the file that updates have to leave alone is really written, and by the library beside the application.
    @Test
    void a_note_is_kept_in_the_users_own_file() throws Exception {
        int code = run(
                "1.2.0",
                "en",
                "type user Keiko Mori",
                "press enter",
                "choose residents 1",
                "type note Slept well.",
                "press save",
                "see notes Slept well.",
                "see status notes.db",
                "press export.excel",
                "see status record-207.xlsx",
                "leave");
        assertThat(code).isZero();
        Resident fumi = new Resident(10, "", "", 0, 0, LocalDate.EPOCH);
        assertThat(new Notebook(folder.resolve("records/notes.db")).of(fumi))
                .singleElement()
                .satisfies(
                        note -> assertThat(note.author() + ": " + note.text()).isEqualTo("Keiko Mori: Slept well."));
        assertThat(folder.resolve("records/record-207.xlsx")).isNotEmptyFile();
        try (Stream<Path> unpacked = Files.list(folder.resolve("tmp"))) {
            assertThat(unpacked.map(Path::toString)).noneMatch(name -> name.contains("sqlite"));
        }
    }

    private int run(String release, String language, String... steps) throws Exception {
        return ended(start(release, language, steps));
    }

    private Process start(String release, String language, String... steps) throws IOException {
        Path from = RELEASES.resolve(release);
        // Copied, for the application keeps its files where its jar really lies, and a release must stay as it is.
        Files.copy(from.resolve("quickcare.jar"), folder.resolve("quickcare.jar"));
        Path library = Path.of("native", System.mapLibraryName("sqlitejdbc"));
        Files.createDirectory(folder.resolve("native"));
        Files.copy(from.resolve(library), folder.resolve(library));
        Files.createDirectory(folder.resolve("tmp"));
        List<String> classPath = new ArrayList<>(List.of(
                folder.resolve("quickcare.jar").toString(), codeOf(ScreenDriver.class), codeOf(ApplicationLink.class)));
        try (Stream<Path> jars = Files.walk(from.resolve("lib"))) {
            jars.map(Path::toString).filter(jar -> jar.endsWith(".jar")).forEach(classPath::add);
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=" + language,
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-cp",
                String.join(File.pathSeparator, classPath),
                ScreenDriver.class.getName()));
        command.addAll(List.of(steps));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment()
                .putAll(Map.of(
                        "DISPLAY",
                        display.name(),
                        "LC_ALL",
                        "C.UTF-8",
                        ApplicationLink.NOTICE_FILE,
                        folder.resolve("notice").toString(),
                        ApplicationLink.WELL_FILE,
                        folder.resolve("well").toString()));
        return builder.start();
    }

    private int ended(Process process) throws Exception {
        try {
            boolean ended = process.waitFor(600, TimeUnit.SECONDS);
            String said = Files.readString(folder.resolve("said"));
            assertThat(ended).as(said).isTrue();
            assertThat(said.toLowerCase(Locale.ROOT)).doesNotContain("exception", "not seen");
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String codeOf(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }
}
