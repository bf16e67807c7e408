package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * One PC with Windows, from the package that IT pushes to the last trace of it: the methods are the days of its life,
 * in order. The site's server runs on this Linux.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(TellsOfWindows.class)
class WindowsE2EIT {
    private static final String HOME = "C:\\介護 表\\クイックケア";
    private static final String PACKAGE = "C:\\push\\quickcare";
    private static final String COMMANDS = HOME + "\\bin\\launcher.exe";
    private static final String JAVA = PACKAGE + "\\runtime\\bin\\java.exe";
    private static final int IN_USE = 8;
    private static final int CANNOT_START = 12;

    @TempDir
    static Path folder;

    private static Vendor vendor;
    private static Site site;
    private static WindowsPc pc;

    @BeforeAll
    static void a_vendor_a_site_and_a_pc_to_which_it_pushed_the_package() throws IOException {
        assumeTrue(WindowsPc.isThere(), "no Windows for the tests here; skipped");
        vendor = Vendor.init(folder.resolve("vendor"), "tiny");
        publish(1);
        site = Site.init(folder.resolve("site"), vendor);
        site.importFrom(vendor);
        site.offer("tiny", "1.0", "required");
        site.serve();
        pc = WindowsPc.startWithDesktop(folder);
        Path pushed = pc.file(PACKAGE);
        Files.createDirectories(pushed.getParent());
        World.copy(Product.ROOT.resolve("windows-integration/target/package"), pushed);
        World.copy(WindowsPc.runtime(), pushed.resolve("runtime"));
        Files.copy(vendor.root(), pushed.resolve("vendor-root.json"));
        Files.copy(site.root(), pushed.resolve("site-root.json"));
    }

    @AfterAll
    static void everything_ends() {
        if (pc != null) {
            pc.close();
        }
        if (site != null) {
            site.close();
        }
    }

    private static void publish(int release) {
        Path files = TinyApplication.writeWithWindow(folder, release);
        vendor.publish("tiny", release + ".0", "win-x64", files, files.resolveSibling(files.getFileName() + ".json"));
    }

    private static void offerNext(int release) {
        publish(release);
        site.importFrom(vendor);
        site.offer("tiny", release + ".0", "required");
    }

    private static Path app(String file) {
        return pc.file(HOME + "\\app\\" + file);
    }

    private static String installed() {
        return pc.registry("HKCU\\Software\\QuickCare Launcher");
    }

    /** For who wants to look at it: each is taken once the window is drawn. */
    private static void picture(String name) throws IOException {
        if (System.getenv("QUICKCARE_PICTURES") == null) {
            return;
        }
        Path pictures = Files.createDirectories(Product.ROOT.resolve("samples/e2e/target/pictures"));
        pc.screen().settle().picture(pictures.resolve(name + ".png"));
    }

    /** A31, A22, A27: into a folder whose name has a character with a backslash's byte in it. */
    @Test
    @Order(1)
    void the_pushed_package_installs_in_silence() {
        Command.Result install = pc.run(
                PACKAGE + "\\bin\\launcher.exe",
                "install",
                "--home",
                HOME,
                "--server",
                site.address().toString(),
                "--app",
                "tiny",
                "--channel",
                "QC",
                "--release-root",
                PACKAGE + "\\vendor-root.json",
                "--site-root",
                PACKAGE + "\\site-root.json",
                "--answer-within-millis",
                "30000",
                "--silent");
        assertThat(install.expect(0).all()).isEmpty();
        assertThat(pc.file(HOME + "\\bin\\QuickCare.exe")).isRegularFile();
        assertThat(installed()).contains("tiny", "1.0");
    }

    /** A20: one process, which is the program that was clicked; its code is the application's. */
    @Test
    @Order(2)
    void a_click_opens_the_application_and_a_second_click_brings_it_to_the_front() throws IOException {
        WindowsProgram click = pc.begin(HOME + "\\bin\\QuickCare.exe", "--code", "7");
        pc.screen().see("小さなアプリ 1.0");
        picture("windows-application");

        pc.screen().minimise().seeNo("小さなアプリ 1.0");
        assertThat(pc.run(HOME + "\\bin\\QuickCare.exe").exitCode()).isZero();
        assertThat(click.process().isAlive()).isTrue();

        application("小さなアプリ 1.0").press("Escape");
        assertThat(click.await().exitCode()).isEqualTo(7);
    }

    /** A20: Java on Windows makes archives of its own loader only. */
    @Test
    @Order(3)
    void an_archive_of_class_data_is_made_of_a_click_and_the_next_one_starts_with_it_there() throws IOException {
        pc.begin(HOME + "\\bin\\QuickCare.exe");
        application("小さなアプリ 1.0").press("Escape").seeNo("小さなアプリ");
        pc.run(COMMANDS, "archive", "--silent").expect(0);
        assertThat(pc.file(HOME + "\\state\\archive\\click.jsa")).isRegularFile();
        // Java 17 archives no classes of a path that has to be escaped in a URL, as this one: its own only.
        Map<String, String> logging = Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load");
        assertThat(pc.begin(logging, COMMANDS, "status").await().expect(0).err())
                .contains("java.io.PrintWriter source: shared objects file");

        WindowsProgram click = pc.begin(HOME + "\\bin\\QuickCare.exe");
        application("小さなアプリ 1.0").press("Escape");
        assertThat(click.await().exitCode()).isZero();
    }

    /** A6, A25: nothing is changed while another program of Windows has a file open; then the user tries again. */
    @Test
    @Order(4)
    void a_required_update_waits_for_a_file_that_another_program_holds() throws IOException {
        offerNext(2);
        try (WindowsHolder holder = WindowsHolder.begin(pc, JAVA, HOME + "\\app\\app.jar")) {
            assertThat(holder.isAlive()).isTrue();
            Command.Result update = pc.run(COMMANDS, "update", "--silent");
            assertThat(update.exitCode()).as(update.all()).isEqualTo(IN_USE);
            assertThat(update.err()).contains("app\\app.jar は使用中です。", "分かりません。");
            assertThat(app("old.txt")).exists();
            assertThat(installed()).contains("1.0");

            // The click's own Java has the application's jar open too, and hands over to one that has not.
            WindowsProgram click = pc.begin(HOME + "\\bin\\QuickCare.exe");
            pc.screen().see("更新が必要です").press("Return").see("先にプログラムを終了");
            picture("windows-in-use");
            assertThat(click.await().exitCode()).isZero();
        }
        pc.screen().press("Return");
        application("小さなアプリ 2.0").press("Escape");
        pc.screen().seeNo("小さなアプリ");
        assertThat(app("old.txt")).doesNotExist();
        assertThat(installed()).contains("2.0");
    }

    /** A25: the person leaves the exchange to the next start of Windows, with the file open until then. */
    @Test
    @Order(6)
    void an_update_that_is_left_to_the_restart_is_there_after_it() throws IOException {
        offerNext(3);
        WindowsHolder holder = WindowsHolder.begin(pc, JAVA, HOME + "\\app\\app.jar");
        whoReadsEnglishStops();
        assertThat(installed()).contains("2.0").doesNotContain("3.0");

        pc.begin(HOME + "\\bin\\QuickCare.exe").await();
        pc.screen().see("更新が必要です").press("Return").see("先にプログラムを終了");
        picture("windows-in-use-restart");
        pc.screen().press("alt+w");
        pc.screen().see("再起動してください");
        picture("windows-restart");
        pc.screen().press("Return").seeNo("再起動してください");
        assertThat(pc.registry("HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager"))
                .contains("PendingFileRenameOperations", "app.jar");
        assertThat(holder.isAlive()).isTrue();

        pc.cutPower();
        holder.forget();
        pc.run("wineboot");
        pc.begin(HOME + "\\bin\\QuickCare.exe").await();
        application("小さなアプリ 3.0").press("Escape");
        pc.screen().seeNo("小さなアプリ");
        assertThat(installed()).contains("3.0");
        pc.run(COMMANDS, "verify").expect(0);
    }

    /** F1 */
    private static void whoReadsEnglishStops() throws IOException {
        pc.begin(Map.of("QUICKCARE_LANGUAGE", "en"), HOME + "\\bin\\QuickCare.exe")
                .await();
        pc.screen().see("has to be updated").press("Return").see("Please close these programs first");
        picture("windows-in-use-en");
        pc.screen().press("Escape").see("That did not work").press("Return").seeNo("That did not work");
    }

    /** A20: its window has the keyboard, and what bridged the time until then is gone. */
    private static Screen application(String title) {
        return pc.screen().see(title).seeNo("を起動しています");
    }

    private static void await(BooleanSupplier done) {
        await(done, () -> "");
    }

    private static void await(BooleanSupplier done, Supplier<String> found) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as(found).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** A22: the click runs Java in its own process, so the new one comes beside it and the old one goes later. */
    @Test
    @Order(5)
    void a_newer_java_is_used_from_the_next_start_on_and_the_old_one_goes() throws IOException {
        Vendor.init(vendor.folder(), "runtime");
        Path newer = folder.resolve("newer-runtime");
        World.copy(WindowsPc.runtime(), newer);
        Files.writeString(newer.resolve("release"), "JAVA_VERSION=\"17.0.99\"\n");
        Path releaseFile = Files.writeString(folder.resolve("runtime.json"), "{\"launch\": {\"kind\": \"none\"}}");
        vendor.publish("runtime", "17.0.99", "win-x64", newer, releaseFile);
        site.importFrom(vendor);
        site.offer("runtime", "17.0.99", "required");
        List<Path> before = runtimes();

        WindowsProgram click = pc.begin(HOME + "\\bin\\QuickCare.exe");
        application("小さなアプリ 2.0").press("Escape");
        click.await();

        pc.run(COMMANDS, "update", "--silent").expect(0);
        assertThat(pc.file(HOME + "\\state\\runtime")).hasContent("runtime/17.0.99");
        assertThat(runtimes()).hasSize(1).doesNotContainAnyElementsOf(before);
        assertThat(installed()).contains("17.0.99");
        assertThat(pc.run(COMMANDS, "status").expect(0).out()).contains("17.0.99");
    }

    private static List<Path> runtimes() throws IOException {
        try (Stream<Path> children = Files.list(pc.file(HOME + "\\runtime"))) {
            return children.filter(Files::isDirectory).toList();
        }
    }

    /** A26, FS9 */
    @Test
    @Order(7)
    void a_kill_in_the_middle_of_an_exchange_leaves_one_release_whole() {
        offerNext(4);
        WindowsProgram update = pc.begin(COMMANDS, "update", "--silent");
        await(() -> Files.exists(pc.file(HOME + "\\state\\journal"))
                || !update.process().isAlive());
        update.process().destroyForcibly();
        update.await();
        recoveredAt("4.0");
    }

    /** A26, FS9 */
    @Test
    @Order(8)
    void a_power_cut_in_the_middle_of_an_exchange_leaves_one_release_whole() {
        offerNext(5);
        WindowsProgram update = pc.begin(COMMANDS, "update", "--silent");
        await(() -> Files.exists(pc.file(HOME + "\\state\\journal"))
                || !update.process().isAlive());
        pc.cutPower();
        // Of Wine's programs one may go on by itself without a system under it; after a power cut nothing does.
        update.process().destroyForcibly();
        update.await();
        recoveredAt("5.0");
    }

    private static void recoveredAt(String version) {
        pc.run(COMMANDS, "update", "--silent").expect(0);
        pc.run(COMMANDS, "verify").expect(0);
        assertThat(installed()).contains(version);
    }

    /** A20: the program that was clicked has to end before its files can be exchanged; the one for scripts waits. */
    @Test
    @Order(9)
    void a_script_gets_the_applications_exit_code_also_of_a_start_that_updates() {
        offerNext(6);
        WindowsProgram start = pc.begin(COMMANDS, "start", "--silent", "--", "--code", "7");
        application("小さなアプリ 6.0").press("Escape");
        assertThat(start.await().exitCode()).isEqualTo(7);
        assertThat(installed()).contains("6.0");

        WindowsProgram again = pc.begin(COMMANDS, "start", "--silent", "--", "--code", "8");
        application("小さなアプリ 6.0").press("Escape");
        assertThat(again.await().exitCode()).isEqualTo(8);
    }

    /** A21: as by a launcher that brings other programs; Windows renames one that runs, and does not replace it. */
    @Test
    @Order(10)
    void a_program_that_runs_is_exchanged() throws IOException {
        Path program = pc.file(COMMANDS);
        byte[] ours = Files.readAllBytes(program);
        Files.write(program, new byte[] {0}, StandardOpenOption.APPEND);
        pc.run(COMMANDS, "repair", "--start-files").expect(0);
        assertThat(program).hasBinaryContent(ours);
        pc.run(COMMANDS, "status").expect(0);
    }

    /** F1, F5: what is missing is told in the user's language, with its path. */
    @Test
    @Order(11)
    void a_missing_runtime_and_lost_options_are_told_with_their_paths() throws IOException {
        Path dll = jvm();
        Path aside = dll.resolveSibling("jvm.aside");
        Files.move(dll, aside);
        Command.Result none = pc.run(COMMANDS, "status");
        assertThat(none.exitCode()).isEqualTo(CANNOT_START);
        assertThat(none.err()).contains("Java の実行環境がありません", "jvm.dll", HOME);

        WindowsProgram click = pc.begin(HOME + "\\bin\\QuickCare.exe");
        pc.screen().see("QuickCare");
        picture("windows-no-runtime");
        pc.screen().press("Return");
        assertThat(click.await().exitCode()).isEqualTo(CANNOT_START);

        WindowsProgram english = pc.begin(Map.of("LC_ALL", "C.UTF-8"), COMMANDS, "status");
        assertThat(english.await().err()).contains("has characters that this Windows cannot hand to Java");

        Files.writeString(dll, "no library");
        assertThat(pc.run(COMMANDS, "status").err()).contains("Java の実行環境が壊れています");
        Files.move(aside, dll, StandardCopyOption.REPLACE_EXISTING);

        Files.delete(pc.file(HOME + "\\state\\java.options"));
        WindowsProgram mended = pc.begin(HOME + "\\bin\\QuickCare.exe");
        application("小さなアプリ 6.0").press("Escape");
        assertThat(mended.await().exitCode()).isZero();
    }

    private static Path jvm() {
        try (Stream<Path> files = Files.walk(pc.file(HOME + "\\runtime"))) {
            return files.filter(file -> file.endsWith("jvm.dll")).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A31, A35, F2: also of a program that was exchanged while it ran, and that another one holds a while longer; and of a
     * power cut while a folder was flushed.
     */
    @Test
    @Order(12)
    void an_uninstall_leaves_nothing_but_the_users_own_files() throws IOException {
        Path own = app("利用者の記録.txt");
        Files.writeString(own, "mine");
        Path home = pc.file(HOME);
        Path exchanged = home.resolve("bin/QuickCare.exe.old");
        Files.copy(home.resolve("bin/QuickCare.exe"), exchanged);
        Files.copy(home.resolve("bin/launcher.exe"), home.resolve("bin/launcher.exe.4711.old"));
        for (String folder : List.of("", "bin", "state", "app")) {
            Files.writeString(home.resolve(folder).resolve("flush-4711.unfinished"), "x");
        }
        try (WindowsHolder holder = WindowsHolder.begin(pc, JAVA, HOME + "\\bin\\QuickCare.exe.old")) {
            assertThat(holder.isAlive()).isTrue();
            pc.run(COMMANDS, "uninstall", "--silent").expect(0);
            assertThat(installed()).doesNotContain("tiny");
            assertThat(exchanged).exists();
        }
        await(() -> files(home).size() == 1, () -> "left: " + files(home));
        assertThat(files(home)).containsExactly(own);
        await(() -> !Files.exists(home.resolve("bin")) && sweepers().isEmpty(), () -> "left: " + sweepers());
    }

    /** What deletes the last of an installation deletes itself too. */
    private static List<Path> sweepers() {
        try (Stream<Path> files = Files.walk(pc.file("C:\\users"))) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("quickcare-sweep"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path home) {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException | UncheckedIOException e) {
            // It is being deleted at this moment.
            return List.of();
        }
    }
}
