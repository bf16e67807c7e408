package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agent as a service of Windows, and launchers that ask it over its pipe. Wine knows administrators only, so that a
 * user may not write is told by the rights of the folder, which do not keep the agent from it.
 */
@ExtendWith(TellsOfWindows.class)
class AgentWindowsE2EIT {
    private static final String HOME = "C:\\Program Files\\QuickCare";
    private static final String PACKAGE = "C:\\push\\quickcare";
    private static final String COMMANDS = HOME + "\\bin\\launcher.exe";
    private static final int NO_AGENT = 17;

    @TempDir
    static Path folder;

    private static World world;
    private static WindowsPc pc;

    /** Wine ends its services as soon as no other program runs. */
    private static WindowsProgram somebody;

    @BeforeAll
    static void an_installation_of_the_machines() throws IOException {
        assumeTrue(WindowsPc.isThere(), "no Windows for the tests here; skipped");
        Vendor vendor = Vendor.init(folder.resolve("vendor"), "tiny");
        Site site = Site.init(folder.resolve("site"), vendor);
        world = new World(folder, vendor, site);
        offer(1);
        site.serve();
        pc = WindowsPc.startWithDesktop(folder);
        somebody = pc.begin("cmd.exe");
        Path pushed = pc.file(PACKAGE);
        Files.createDirectories(pushed.getParent());
        World.copy(Product.ROOT.resolve("windows-integration/target/package"), pushed);
        World.copy(WindowsPc.runtime(), pushed.resolve("runtime"));
        Files.copy(vendor.root(), pushed.resolve("vendor-root.json"));
        Files.copy(site.root(), pushed.resolve("site-root.json"));
        pc.run(
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
                        "--silent")
                .expect(0);
    }

    private static void offer(int release) {
        Path files = TinyApplication.writeWithWindow(folder, release);
        world.vendor()
                .publish("tiny", release + ".0", "win-x64", files, files.resolveSibling(files.getFileName() + ".json"));
        world.site().importFrom(world.vendor());
        world.site().offer("tiny", release + ".0", "required");
    }

    @AfterAll
    static void everything_ends() {
        if (pc != null) {
            somebody.type("exit\r\n");
            somebody.await();
            pc.close();
        }
        if (world != null) {
            world.close();
        }
    }

    private static void mayWrite(boolean may) throws IOException {
        Files.setPosixFilePermissions(
                pc.file(HOME + "\\state"), PosixFilePermissions.fromString(may ? "rwxr-xr-x" : "r-xr-xr-x"));
    }

    private static String said(String... command) {
        Command.Result result = pc.run(command);
        return result.exitCode() + " " + result.all();
    }

    /** A6, A20, A22, A24, F5: installed, asked by a command and by a click, which starts the application itself; removed with all. */
    @Test
    void who_may_not_write_is_updated_by_the_service() throws IOException {
        mayWrite(false);
        assertThat(pc.run(COMMANDS, "update", "--silent").exitCode()).isEqualTo(NO_AGENT);
        mayWrite(true);
        Path launchers = pc.file(HOME + "\\launcher");
        Files.setPosixFilePermissions(launchers, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(said(COMMANDS, "agent", "install", "--language=en"))
                .startsWith("2 ")
                .contains("others than its own account", HOME + "\\launcher (");
        Files.setPosixFilePermissions(launchers, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(said(COMMANDS, "agent", "install", "--language=en"))
                .startsWith("0 ")
                .contains("and runs");
        assertThat(said(COMMANDS, "agent", "status", "--language=en")).contains("runs.", "The agent answers");
        mayWrite(false);
        offer(2);
        assertThat(said(COMMANDS, "update", "--language=en")).startsWith("0 ").contains("Updated to release 2.0");

        offer(3);
        pc.begin(HOME + "\\bin\\QuickCare.exe");
        pc.screen().see("更新が必要です").press("Return").see("小さなアプリ 3.0").press("Escape");
        pc.screen().seeNo("小さなアプリ");

        offer(4);
        isFinishedByTheNextAgentAfterAPowerCut();

        mayWrite(true);
        assertThat(Files.readString(pc.file(HOME + "\\state\\log\\launcher.log")))
                .contains("asks for UPDATE", "asks for START");
        pc.run(COMMANDS, "verify").expect(0);
        pc.run(COMMANDS, "uninstall", "--silent").expect(0);
        assertThat(pc.registry("HKLM\\SYSTEM\\CurrentControlSet\\Services")).doesNotContain("quickcare-agent");
    }

    /** A26: all of Windows is gone as soon as files begin to be exchanged. */
    private static void isFinishedByTheNextAgentAfterAPowerCut() throws IOException {
        WindowsProgram update = pc.begin(COMMANDS, "update", "--silent");
        Path journal = pc.file(HOME + "\\state\\journal");
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (!Files.exists(journal) && update.process().isAlive()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        pc.cutPower();
        update.await();

        // Windows begins it by itself two minutes after it came up. Wine may have lost what it was told of services: it
        // writes the registry to the disk every thirty seconds.
        somebody = pc.begin("cmd.exe");
        mayWrite(true);
        assertThat(said(COMMANDS, "agent", "install", "--language=en"))
                .startsWith("0 ")
                .contains("and runs");
        mayWrite(false);
        assertThat(said(COMMANDS, "update", "--language=en")).startsWith("0 ").contains("4.0");
        assertThat(journal).doesNotExist();
    }
}
