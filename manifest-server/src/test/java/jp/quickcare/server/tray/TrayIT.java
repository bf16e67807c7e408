package jp.quickcare.server.tray;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.quickcare.server.testing.FreePort;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A12: the packaged program's icon in a real tray (trayer) on a real display (Xvfb). */
class TrayIT {
    private static final Path PROGRAM =
            Path.of("target/package/manifest-server").toAbsolutePath();

    private static final Pattern ICON = window("JavaEmbeddedFrame");
    private static final Pattern MENU = window("sun-awt-X11-XPopupMenuPeer");
    private static final Pattern MENU_ID = Pattern.compile("(0x[0-9a-f]+) \"sun-awt-X11-XPopupMenuPeer\"");

    /** Where the middle of each line of the menu is, as a part of the menu's height; the version is the third of four. */
    private static final double OPEN_CONSOLE = 0.13;

    private static final double WITH_DESKTOP = 0.34;
    private static final double CLOSE = 0.87;

    /** Behind a list that did not end early. */
    private static final String WHOLE = "these-are-all";

    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    private final List<Process> started = new ArrayList<>();
    private Map<String, String> environment = Map.of();
    private Path site = Path.of("");
    private Path opened = Path.of("");
    private int port;

    @BeforeEach
    void a_desktop_with_a_tray_and_a_site() throws Exception {
        site = new World(temp).initVendor().initSite().site();
        port = FreePort.choose();
        Files.writeString(site.resolve("manifest-server.properties"), "port=" + port + "\nbind=127.0.0.1\n");
        Path display = temp.resolve("display");
        Files.createFile(display);
        // Without -noreset it begins anew, and throws out who just comes, whenever its last program leaves.
        ProcessBuilder xvfb = new ProcessBuilder(
                        "Xvfb", "-displayfd", "1", "-screen", "0", "640x480x24", "-nolisten", "tcp", "-noreset")
                .redirectOutput(display.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        started.add(xvfb.start());
        await("the display is there", () -> read(display).endsWith("\n"));
        opened = temp.resolve("opened");
        Path programs = Files.createDirectory(temp.resolve("bin"));
        // What opens a browser belongs to the desktop; this one writes down what it was asked for.
        Path browser = Files.writeString(
                programs.resolve("xdg-open"), "#!/bin/sh\nprintf '%s\\n' \"$1\" >> '" + opened + "'\n");
        Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwxr-xr-x"));
        environment = Map.of(
                "DISPLAY",
                ":" + read(display).strip(),
                "HOME",
                temp.toString(),
                "XDG_CONFIG_HOME",
                temp.resolve("config").toString(),
                "PATH",
                programs + ":" + System.getenv("PATH"));
    }

    @AfterEach
    void everything_ends() throws InterruptedException {
        for (int i = started.size() - 1; i >= 0; i--) {
            Process process = started.get(i);
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("output-" + started.size()).toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", List.of(command), said).isZero();
        return said;
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        boolean holds = condition.getAsBoolean();
        for (int i = 0; i < 1_800 && !holds; i++) {
            Thread.sleep(50);
            holds = condition.getAsBoolean();
        }
        assertThat(holds).as(what).isTrue();
    }

    /** Starts the tray and the icon; returns when the icon is in the tray. */
    private Process icon() throws Exception {
        start("trayer", "--edge", "top", "--align", "left", "--widthtype", "request", "--height", "24");
        await("the tray is there", () -> tree().contains("(\"trayer\""));
        Process icon = start(PROGRAM.toString(), "tray", "--dir", site.toString());
        await("the icon is in the tray", () -> ICON.matcher(tree()).find());
        return icon;
    }

    /** Of the windows there are; one that goes while they are listed ends the list early, and they are listed again. */
    private String tree() {
        for (int i = 0; i < 1_800; i++) {
            String listed = look("xwininfo -root -tree && echo " + WHOLE);
            if (listed.endsWith(WHOLE + "\n")) {
                return listed;
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("the windows are never listed to their end");
    }

    /** What a look shows that may fail. */
    private String look(String command) {
        try {
            return run("sh", "-c", command + " || true");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Size and place on the screen of a window of Java's, as xwininfo tells them. */
    private static Pattern window(String name) {
        return Pattern.compile("\"" + name + "\": \\([^)]*\\)\\s+(\\d+)x(\\d+)\\+\\d+\\+\\d+\\s+\\+(\\d+)\\+(\\d+)");
    }

    /** Moves the mouse to the middle of a window, or to this part of its height, and clicks. */
    private void click(Pattern window, double height, String... how) throws Exception {
        // The tray may take a window out and in again.
        AtomicReference<String> seen = new AtomicReference<>("");
        await("%s is there".formatted(window), () -> {
            seen.set(tree());
            return window.matcher(seen.get()).find();
        });
        Matcher place = window.matcher(seen.get());
        assertThat(place.find()).isTrue();
        int x = Integer.parseInt(place.group(3)) + Integer.parseInt(place.group(1)) / 2;
        int y = Integer.parseInt(place.group(4)) + (int) (Integer.parseInt(place.group(2)) * height);
        List<String> command = new ArrayList<>(
                List.of("xdotool", "mousemove", Integer.toString(x), Integer.toString(y), "sleep", "0.2", "click"));
        command.addAll(List.of(how));
        run(command.toArray(String[]::new));
    }

    /** A12 */
    @Test
    void a_double_click_on_the_icon_opens_the_console() throws Exception {
        icon();

        // On a busy machine the second of two clicks may come so late that it is no double click.
        for (int i = 0; i < 10 && read(opened).isEmpty(); i++) {
            click(ICON, 0.5, "--repeat", "2", "--delay", "60", "1");
            for (int j = 0; j < 200 && read(opened).isEmpty(); j++) {
                Thread.sleep(50);
            }
        }

        await("the console is opened", () -> read(opened).endsWith("\n"));
        assertThat(read(opened).lines()).containsOnly("http://127.0.0.1:" + port + "/console");
    }

    /** A12 */
    @Test
    void its_menu_opens_the_console_keeps_it_with_the_desktop_and_closes_it() throws Exception {
        Process icon = icon();
        Path entry = temp.resolve("config/autostart/quickcare-server.desktop");

        choose(OPEN_CONSOLE);
        await("the console is opened", () -> read(opened).lines().count() == 1);
        choose(WITH_DESKTOP);
        await("it starts with the desktop", () -> Files.exists(entry));
        assertThat(entry)
                .content(StandardCharsets.UTF_8)
                .contains("Exec=\"" + PROGRAM + "\" tray --dir \"" + site + "\"");
        run("desktop-file-validate", entry.toString());
        choose(WITH_DESKTOP);
        await("it does not start with the desktop", () -> !Files.exists(entry));
        choose(CLOSE);
        assertThat(icon.waitFor(90, TimeUnit.SECONDS)).as("the icon is closed").isTrue();
        assertThat(icon.exitValue()).isZero();
    }

    /** A12, F1: the version is the package's own */
    @Test
    void its_menu_shows_the_version_in_both_languages() throws Exception {
        icon();
        String version = version();

        assertThat(menuLines("en"))
                .contains("Version " + version + " (disabled)")
                .hasSize(5);
        assertThat(menuLines("ja")).contains("バージョン " + version + " (disabled)").hasSize(5);
    }

    private static String version() throws IOException {
        try (Stream<Path> all = Files.list(PROGRAM.resolveSibling("lib"))) {
            return all.map(jar -> jar.getFileName().toString())
                    .filter(jar -> jar.startsWith("manifest-server-"))
                    .map(jar -> jar.substring("manifest-server-".length(), jar.length() - ".jar".length()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private List<String> menuLines(String language) throws Exception {
        return run(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dstdout.encoding=UTF-8",
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        Path.of("target/test-classes").toAbsolutePath() + ":"
                                + PROGRAM.resolveSibling("lib").toAbsolutePath() + "/*",
                        "jp.quickcare.server.testing.MenuLines",
                        language,
                        temp.toString())
                .lines()
                .toList();
    }

    private void choose(double line) throws Exception {
        // A busy desktop may not hear the first click.
        for (int i = 0; i < 10 && !menuIsOpen(); i++) {
            click(ICON, 0.5, "3");
            for (int j = 0; j < 100 && !menuIsOpen(); j++) {
                Thread.sleep(50);
            }
        }
        assertThat(menuIsOpen()).as("the menu is open").isTrue();
        click(MENU, line, "1");
        await("the menu is closed", () -> !menuIsOpen());
    }

    /** An earlier menu's window is kept, unseen, or gone by the time that it is asked for. */
    private boolean menuIsOpen() {
        Matcher window = MENU_ID.matcher(tree());
        return window.find() && look("xwininfo -id " + window.group(1)).contains("IsViewable");
    }

    /** A12, F5 */
    @Test
    void without_a_tray_it_says_where_the_console_is() throws Exception {
        Process icon = start(PROGRAM.toString(), "tray", "--dir", site.toString());

        assertThat(icon.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(icon.exitValue()).isEqualTo(2);
        assertThat(read(temp.resolve("output-1")))
                .isEqualTo("This desktop has no place for such icons; open the console in a browser: http://127.0.0.1:"
                        + port + "/console\n");
    }

    /** A12 */
    @Test
    void starting_with_the_desktop_is_set_on_the_command_line_too() throws Exception {
        Path entry = temp.resolve("config/autostart/quickcare-server.desktop");

        run(PROGRAM.toString(), "tray", "--dir", site.toString(), "--autostart", "on");
        assertThat(entry).exists();
        run(PROGRAM.toString(), "tray", "--dir", site.toString(), "--autostart", "off");
        assertThat(entry).doesNotExist();
    }
}
