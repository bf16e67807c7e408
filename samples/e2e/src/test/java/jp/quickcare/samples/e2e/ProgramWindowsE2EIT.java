package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** QuickCare.exe itself, with a library in the place of Java's that comes up as fast or slowly as a test wants. */
@ExtendWith(TellsOfWindows.class)
class ProgramWindowsE2EIT {
    private static final String HOME = "C:\\care";
    private static final String PROGRAM = HOME + "\\bin\\QuickCare.exe";
    private static final String GO = "C:\\go";
    private static final int TOO_BUSY = 2;
    private static final int AFTER_FORMER = 7;
    private static final int CANNOT_START = 12;
    private static final short X64 = (short) 0x8664;
    private static final int GROUP_OF_ICONS = 14;
    private static final int VERSION = 16;

    /** {@code .rsrc} */
    private static final long NAME_OF_RESOURCES = 0x637273722EL;

    private static final Pattern PROCESS = Pattern.compile("process (\\d+)\\.");

    @TempDir
    static Path folder;

    private static WindowsPc pc;
    private static Path java;

    @BeforeAll
    static void a_program_with_a_java_of_the_tests() throws IOException {
        assumeTrue(WindowsPc.isThere(), "no Windows for the tests here; skipped");
        java = folder.resolve("jvm.dll");
        compile("jvm.c", java, "-shared");
        pc = WindowsPc.startWithDesktop(folder);
        compile("box.c", pc.file("C:\\box.exe"), "-municode");
        Path program = pc.file(PROGRAM);
        Files.createDirectories(program.getParent());
        Files.copy(Product.ROOT.resolve("bootstrap/target/windows/QuickCare.exe"), program);
        Files.createDirectories(pc.file(HOME + "\\state\\log"));
        Files.writeString(pc.file(HOME + "\\state\\java.options"), "\"-Dquickcare.home=C:\\\\care\"\n");
        Files.createDirectories(jvm().getParent());
    }

    private static Path jvm() {
        return pc.file(HOME + "\\runtime\\bin\\server\\jvm.dll");
    }

    private static void compile(String source, Path to, String... how) {
        List<String> line = new ArrayList<>(List.of("x86_64-w64-mingw32-gcc", "-Os", "-Wall", "-Wextra", "-Werror"));
        line.addAll(List.of(how));
        line.addAll(List.of(
                "-o",
                to.toString(),
                Product.ROOT.resolve("samples/e2e/src/test/c").resolve(source).toString()));
        Command.run(line).expect(0);
    }

    @AfterEach
    void nothing_is_left_for_the_next() throws IOException {
        Files.deleteIfExists(pc.file(GO));
        Files.deleteIfExists(jvm());
    }

    @AfterAll
    static void everything_ends() {
        if (pc != null) {
            pc.close();
        }
    }

    private static WindowsProgram click(String test, Map<String, String> more) throws IOException {
        if (!Files.exists(jvm())) {
            Files.copy(java, jvm());
        }
        Map<String, String> environment = new java.util.HashMap<>(Map.of("TEST", test, "GO", GO));
        environment.putAll(more);
        return pc.begin(environment, PROGRAM);
    }

    private static void picture(String name) throws IOException {
        if (System.getenv("QUICKCARE_PICTURES") != null) {
            Path pictures = Files.createDirectories(Product.ROOT.resolve("samples/e2e/target/pictures"));
            pc.screen().settle().picture(pictures.resolve(name + ".png"));
        }
    }

    /** A20: what Windows shows of a program before it is run, in a file that no virus scanner has long to read. */
    @Test
    void the_programs_are_small_and_64_bit_with_an_icon_and_a_version() throws IOException {
        for (String name : List.of("QuickCare", "launcher")) {
            byte[] program = Files.readAllBytes(Product.ROOT.resolve("bootstrap/target/windows/" + name + ".exe"));
            assertThat(program).hasSizeLessThan(64 * 1024);
            ByteBuffer file = ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN);
            int header = file.getInt(0x3C);
            assertThat(file.getShort(header + 4)).isEqualTo(X64);
            assertThat(resources(file, header)).contains(GROUP_OF_ICONS, VERSION);
            assertThat(new String(program, StandardCharsets.UTF_16LE)
                            + new String(program, 1, program.length - 1, StandardCharsets.UTF_16LE))
                    .contains("ProductVersion", "1.0.0", name + ".exe");
        }
    }

    /** The numbers of the kinds of resources of a program. */
    private static List<Integer> resources(ByteBuffer file, int header) {
        int section = header + 24 + file.getShort(header + 20);
        while (file.getLong(section) != NAME_OF_RESOURCES) {
            section += 40;
        }
        int table = file.getInt(section + 20);
        List<Integer> kinds = new ArrayList<>();
        for (int i = 0; i < file.getShort(table + 14); i++) {
            kinds.add(file.getInt(table + 16 + 8 * i));
        }
        return kinds;
    }

    /** A20: as the looking library found it; the process's code is the one that it ended with. */
    @Test
    void a_start_of_more_than_half_a_second_says_so_until_the_window_is_there() throws IOException {
        WindowsProgram click = click("slow", Map.of());
        pc.screen().seeAnywhere("QuickCare を起動しています…");
        picture("windows-splash-ja");
        Files.createFile(pc.file(GO));
        assertThat(click.await().exitCode()).isZero();
    }

    /** A20, F1 */
    @Test
    void it_says_so_in_english_to_whoever_reads_english() throws IOException {
        WindowsProgram click = click("slow", Map.of("LC_ALL", "C.UTF-8"));
        pc.screen().seeAnywhere("Starting QuickCare …");
        picture("windows-splash-en");
        Files.createFile(pc.file(GO));
        assertThat(click.await().exitCode()).isZero();
    }

    /** A20: what took longer than it should, as on a busy machine, is measured again. */
    @Test
    void a_quick_start_shows_nothing_but_the_window() throws IOException {
        int code = TOO_BUSY;
        for (int i = 0; i < 50 && code == TOO_BUSY; i++) {
            code = click("quick", Map.of()).await().exitCode();
        }
        assertThat(code).isZero();
    }

    /** A20: it waits for the one before it, and ends with what its own Java ends with. */
    @Test
    void the_process_that_is_handed_over_to_comes_after_the_first_and_passes_its_exit_code_on() throws IOException {
        WindowsProgram first = click("first", Map.of());
        pc.screen().see("process ");
        Matcher former = PROCESS.matcher(pc.screen().titles());
        assertThat(former.find()).isTrue();
        String id = former.group(1);

        WindowsProgram second = click("second", Map.of("FORMER", id, "QUICKCARE_AFTER", id + " again"));
        pc.screen().settle();
        assertThat(second.process().isAlive()).isTrue();
        Files.createFile(pc.file(GO));

        assertThat(first.await().exitCode()).isZero();
        assertThat(second.await().exitCode()).isEqualTo(AFTER_FORMER);
    }

    private static String boxOf(Map<String, String> language) throws IOException {
        WindowsProgram click = pc.begin(language, PROGRAM);
        Command.Result said = pc.run("C:\\box.exe", "QuickCare");
        assertThat(said.exitCode()).isZero();
        picture("windows-box-" + (language.isEmpty() ? "ja" : "en") + (Files.exists(jvm()) ? "-damaged" : ""));
        pc.screen().see("QuickCare").press("Return");
        assertThat(click.await().exitCode()).isEqualTo(CANNOT_START);
        return said.out();
    }

    /** F1, F5: with the path, in the language of whoever is logged on. */
    @Test
    void a_missing_or_damaged_runtime_is_told_in_a_box_in_both_languages() throws IOException {
        Map<String, String> english = Map.of("LC_ALL", "C.UTF-8");
        String missing = HOME + "\\runtime\\bin\\server\\jvm.dll";
        assertThat(boxOf(Map.of())).contains("Java の実行環境がありません", missing);
        assertThat(boxOf(english)).contains("The Java runtime is missing", missing);

        Files.writeString(jvm(), "no library");

        assertThat(boxOf(Map.of())).contains("Java の実行環境が壊れています", missing);
        assertThat(boxOf(english)).contains("The Java runtime is damaged", missing);
    }
}
