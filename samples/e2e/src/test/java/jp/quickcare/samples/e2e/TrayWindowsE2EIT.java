package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A12: the packaged server's icon in the tray of Windows; Wine shows that as a window of its own where the screen has none.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(TellsOfWindows.class)
class TrayWindowsE2EIT {
    private static final String TRAY = "Wine System Tray";
    private static final int RUNNING = 0x0F766E;
    private static final int SILENT = 0x6B7280;

    /** Where the middle of each line of the menu is, as a part of the menu's height; the version is the third of four. */
    private static final double WITH_DESKTOP = 0.34;

    private static final double CLOSE = 0.86;

    @TempDir
    static Path folder;

    private static Site site;
    private static WindowsPc pc;
    private static WindowsProgram icon;
    private static Path opened;

    @BeforeAll
    static void the_icon_of_a_site() throws IOException {
        assumeTrue(WindowsPc.isThere(), "no Windows for the tests here; skipped");
        Vendor vendor = Vendor.init(folder.resolve("vendor"), "tiny");
        site = Site.init(folder.resolve("site"), vendor).reserve();
        Files.writeString(
                site.folder().resolve("manifest-server.properties"),
                "port=" + site.address().getPort() + "\nbind=127.0.0.1\nlanguage=ja\n");
        opened = folder.resolve("opened");
        // What opens a browser belongs to the desktop; this one writes down what it was asked for.
        Path browser =
                Files.writeString(folder.resolve("browser"), "#!/bin/sh\nprintf '%s\\n' \"$1\" >> '" + opened + "'\n");
        Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwxr-xr-x"));
        pc = WindowsPc.startWithDesktop(folder);
        pc.run("reg", "add", "HKCU\\Software\\Wine\\WineBrowser", "/v", "Browsers", "/d", browser.toString(), "/f")
                .expect(0);
        icon = pc.begin(
                Map.of("JAVA_HOME", windows(WindowsPc.runtime())),
                "cmd",
                "/c",
                windows(Product.ROOT.resolve("windows-integration/target/server/manifest-server.cmd")),
                "tray",
                "--dir",
                windows(site.folder()));
        pc.screen().seeAnywhere(TRAY);
    }

    private static String windows(Path path) {
        return "Z:" + path.toString().replace('/', '\\');
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

    private static Command.Result tool(String... words) {
        List<String> line = new ArrayList<>(List.of("xdotool"));
        line.addAll(List.of(words));
        return Command.run(line, Map.of("DISPLAY", pc.screen().name()), "");
    }

    private static void await(String what, BooleanSupplier wanted) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            pc.screen().settle();
        }
    }

    private static boolean shows(int colour) {
        try {
            Path file = folder.resolve("screen.png");
            pc.screen().picture(file);
            BufferedImage picture = ImageIO.read(file.toFile());
            int seen = 0;
            for (int y = 0; y < picture.getHeight(); y++) {
                for (int x = 0; x < picture.getWidth(); x++) {
                    seen += (picture.getRGB(x, y) & 0xFFFFFF) == colour ? 1 : 0;
                }
            }
            return seen > 20;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The window of this kind that is to be seen; without one, empty. */
    private static String window(String by, String name) {
        List<String> seen = new ArrayList<>();
        await("a look at all windows", () -> {
            // It fails, with a word, when any window goes meanwhile, and has seen nothing then.
            Command.Result look = tool("search", "--onlyvisible", by, name);
            seen.clear();
            look.out().lines().forEach(seen::add);
            return look.err().isEmpty();
        });
        return seen.isEmpty() ? "" : seen.get(0);
    }

    private static String menu() {
        return window("--class", "java.exe");
    }

    private static void onTheIcon(String... click) {
        tool("mousemove", "--window", window("--name", TRAY), "10", "10");
        tool(click);
    }

    /** The menu is the one window of Java's that is to be seen. */
    private static void choose(double part) {
        await("the menu", () -> {
            if (menu().isEmpty()) {
                onTheIcon("click", "3");
                pc.screen().settle();
            }
            return !menu().isEmpty();
        });
        picture("windows-tray");
        String menu = menu();
        String height = tool("getwindowgeometry", "--shell", menu)
                .expect(0)
                .out()
                .lines()
                .filter(line -> line.startsWith("HEIGHT="))
                .findFirst()
                .orElseThrow()
                .substring("HEIGHT=".length());
        tool("mousemove", "--window", menu, "40", Integer.toString((int) (part * Integer.parseInt(height))));
        tool("click", "1");
        await("no menu", () -> menu().isEmpty());
    }

    private static void picture(String name) {
        if (System.getenv("QUICKCARE_PICTURES") != null) {
            pc.screen().settle().picture(Product.ROOT.resolve("samples/e2e/target/pictures/" + name + ".png"));
        }
    }

    /** A12 */
    @Test
    @Order(1)
    void the_icon_shows_whether_the_server_answers() {
        await("an icon that is struck through", () -> shows(SILENT));
        site.serve();
        await("the icon of a server that answers", () -> shows(RUNNING));
    }

    /** A12 */
    @Test
    @Order(2)
    void a_double_click_opens_the_console() throws IOException {
        await("a browser", () -> {
            onTheIcon("click", "--repeat", "2", "--delay", "60", "1");
            pc.screen().settle();
            return Files.exists(opened) && opened.toFile().length() > 0;
        });
        assertThat(Files.readAllLines(opened)).contains(site.address() + "console");
    }

    /** A12 */
    @Test
    @Order(3)
    void the_menu_has_it_start_with_the_desktop_and_ends_it() throws IOException {
        Path startup = pc.file("C:\\users\\" + System.getProperty("user.name")
                + "\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\Startup");
        choose(WITH_DESKTOP);
        await("an entry", () -> !entries(startup).isEmpty());
        assertThat(Files.readString(entries(startup).get(0))).contains("tray --dir \"" + windows(site.folder()) + '"');

        choose(CLOSE);

        assertThat(icon.await().exitCode()).isZero();
    }

    /** Wine writes the folder's name in letters of its own choice. */
    private static List<Path> entries(Path startup) {
        try (var all = Files.walk(startup.getParent())) {
            return all.filter(file -> file.endsWith("QuickCare Server.cmd")).toList();
        } catch (UncheckedIOException e) {
            // It is written under another name first, and was renamed while it was looked at.
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
