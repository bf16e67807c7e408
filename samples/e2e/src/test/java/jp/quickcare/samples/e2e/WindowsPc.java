package jp.quickcare.samples.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A Japanese Windows of its own under Wine, with a screen; its programs are run with their own outputs kept. */
final class WindowsPc implements AutoCloseable {
    private static final Path TOOLS = Product.ROOT.resolve("tools/wine");
    static final long PATIENCE_SECONDS = 600;
    private static final int TURNED_ON = 3;
    private static final int LOOKS_FOR_PROGRAMS = 3;
    private static final Set<WindowsPc> TURNED_ON_NOW = ConcurrentHashMap.newKeySet();

    private final Path prefix;
    private final Screen screen;
    private boolean withDesktop;
    private @Nullable WindowsProgram session;

    private WindowsPc(Path prefix, Screen screen) {
        this.prefix = prefix;
        this.screen = screen;
        TURNED_ON_NOW.add(this);
    }

    /** Of all that are on. */
    static String states() {
        return TURNED_ON_NOW.stream().map(WindowsPc::state).collect(Collectors.joining());
    }

    /** Whether there is one to be had here; in CI, and where it is said to be required, there has to be. */
    static boolean isThere() {
        boolean programs = List.of("wine", "wineserver", "npm", "x86_64-w64-mingw32-gcc").stream()
                .allMatch(name ->
                        Command.run(List.of("sh", "-c", "command -v " + name)).exitCode() == 0);
        boolean required = "true".equals(System.getenv("CI")) || "required".equals(System.getenv("QUICKCARE_WINE"));
        if (!programs && required) {
            throw new AssertionError("no Windows for the tests here: wine, wineserver, npm and mingw are needed");
        }
        return programs;
    }

    /** A fresh one in this folder. */
    static WindowsPc start(Path folder) {
        Path prefix = folder.resolve("windows");
        Command.run(List.of(TOOLS.resolve("prefix").toString(), prefix.toString()))
                .expect(0);
        return new WindowsPc(prefix, Screen.open());
    }

    /**
     * The same with a desktop on which windows come up, each time that it is turned on. Wine's own program that makes the
     * desktop hangs now and then when it begins, and while it hangs no program gets a window: a PC that did not come up is
     * turned off and on again.
     */
    static WindowsPc startWithDesktop(Path folder) {
        WindowsPc pc = start(folder);
        pc.withDesktop = true;
        return pc;
    }

    private void turnOn() {
        logOn();
        for (int times = 1; withDesktop && !showsWindows(); times++) {
            System.err.println("This Windows shows no window and is turned off:" + state());
            cutPower();
            assertThat(times).as("no window ever comes up").isLessThan(TURNED_ON);
            logOn();
        }
    }

    /**
     * Wine starts its services with the first program and ends them after the last, and they write where that first
     * one writes. So somebody is logged on here for as long as the PC is on: a command prompt that nobody types into.
     */
    private void logOn() {
        session = beginOnItsOwn(Map.of(), "cmd");
        session.awaitWords();
    }

    private boolean showsWindows() {
        WindowsProgram program = begin("notepad.exe");
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (screen.titles().isBlank()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        run("taskkill", "/f", "/im", "notepad.exe");
        program.await();
        while (!screen.titles().isBlank()) {
            assertThat(System.nanoTime())
                    .as("there is still: %s", screen.titles())
                    .isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        return true;
    }

    /** What its programs are doing, for who wants to know why a test waited in vain: a line for each. */
    String state() {
        StringBuilder state = new StringBuilder();
        for (ProcessHandle program : programs()) {
            state.append("\n").append(ProcState.of(program.pid()));
        }
        return state.append("\n").append(screen.state()).toString();
    }

    /** The folder of a Java runtime for Windows. */
    static Path runtime() {
        return Path.of(Command.run(List.of(TOOLS.resolve("runtime").toString()))
                .expect(0)
                .out()
                .strip());
    }

    Screen screen() {
        return screen;
    }

    /** Where this lies on the disk of whoever runs the test. */
    Path file(String windowsPath) {
        return prefix.resolve("drive_c").resolve(windowsPath.substring(3).replace('\\', '/'));
    }

    /** Begins a program and does not wait for it. */
    WindowsProgram begin(String... command) {
        return begin(Map.of(), command);
    }

    /** The same with something else in its environment. */
    WindowsProgram begin(Map<String, String> more, String... command) {
        if (session == null) {
            turnOn();
        }
        return beginOnItsOwn(more, command);
    }

    private WindowsProgram beginOnItsOwn(Map<String, String> more, String... command) {
        try {
            List<String> line = new ArrayList<>(List.of("wine"));
            line.addAll(List.of(command));
            Path out = Files.createTempFile("windows", ".out");
            Path err = Files.createTempFile("windows", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(environment());
            builder.environment().putAll(more);
            return new WindowsProgram(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Command.Result run(String... command) {
        WindowsProgram running = begin(command);
        try {
            running.process().getOutputStream().close();
        } catch (IOException e) {
            // It ended without reading.
        }
        return running.await();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("WINEPREFIX", prefix.toString());
        environment.put("WINEDEBUG", "-all");
        environment.put("WINEDLLOVERRIDES", "mscoree,mshtml=;winemenubuilder.exe=d");
        environment.put("LC_ALL", "ja_JP.UTF-8");
        environment.put("DISPLAY", screen.name());
        environment.put("QUICKCARE_ARCHIVES", "off");
        return environment;
    }

    /** As a power cut: every program of this Windows is gone at once, Wine's own too, which outlive their server. */
    void cutPower() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        // More than one look: a program that just begins shows nobody its environment for a moment.
        for (int emptyLooks = 0; emptyLooks < LOOKS_FOR_PROGRAMS; ) {
            List<ProcessHandle> left = programs();
            emptyLooks = left.isEmpty() ? emptyLooks + 1 : 0;
            if (System.nanoTime() > end) {
                throw new AssertionError("not to be killed: " + left);
            }
            left.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        session = null;
    }

    private List<ProcessHandle> programs() {
        String mark = '\0' + "WINEPREFIX=" + prefix + '\0';
        return ProcessHandle.allProcesses()
                .filter(program -> environment(program).contains(mark))
                .toList();
    }

    private static String environment(ProcessHandle program) {
        try {
            return '\0' + Files.readString(Path.of("/proc/" + program.pid() + "/environ"), ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** What the registry says under this key and what is below it. */
    String registry(String key) {
        return run("reg", "query", key, "/s").out();
    }

    @Override
    public void close() {
        TURNED_ON_NOW.remove(this);
        cutPower();
        screen.close();
    }
}
