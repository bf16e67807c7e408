package jp.quickcare.samples.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A screen with a window manager, and a person who looks at the titles of windows and presses keys. */
final class Screen implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);
    private static final long LOOK_MILLIS = 100;
    private static final int LOOKS_AT_WINDOWS_ALONE = 100;
    private static final int WINDOWS_TOLD = 12;

    private final String name;
    private final Process server;
    private Process windowManager;

    private Screen(String name, Process server, Process windowManager) {
        this.name = name;
        this.server = server;
        this.windowManager = windowManager;
    }

    static Screen open() {
        try {
            Process server = start(
                    List.of("Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-noreset"),
                    "");
            String number = server.inputReader(US_ASCII).readLine();
            if (number == null) {
                throw new AssertionError("Xvfb ended");
            }
            String name = ":" + number;
            Screen screen = new Screen(name, server, manager(name));
            screen.await("a window manager", true, screen::isManaged);
            return screen;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process start(List<String> command, String display) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        if (!display.isEmpty()) {
            builder.environment().put("DISPLAY", display);
        }
        return builder.start();
    }

    private static Process manager(String display) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("openbox")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DISPLAY", display);
        return builder.start();
    }

    String name() {
        return name;
    }

    /** Begins a program that may open windows here. */
    CompletableFuture<Command.Result> begin(List<String> command, String language) {
        Map<String, String> environment =
                Map.of("DISPLAY", name, "QUICKCARE_LANGUAGE", language, "QUICKCARE_THEME", "light");
        return CompletableFuture.supplyAsync(() -> Command.run(command, environment, ""));
    }

    /** Begins a click that has this display and no terminal. */
    CompletableFuture<Command.Result> click(Client client) {
        return begin(List.of(client.home().resolve("bin/start").toString()), "en");
    }

    /** Begins a command of the launcher. */
    CompletableFuture<Command.Result> launcher(Client client, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(client.home().resolve("bin/launcher").toString()));
        command.addAll(List.of(arguments));
        return begin(command, "en");
    }

    private Command.Result tool(String... arguments) {
        List<String> command = new ArrayList<>(List.of("xdotool"));
        command.addAll(List.of(arguments));
        return Command.run(command, Map.of("DISPLAY", name), "");
    }

    /** A window that comes before its manager might never get the keyboard. */
    private boolean isManaged() {
        return Command.run(List.of("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"), Map.of("DISPLAY", name), "")
                .out()
                .contains("window id");
    }

    boolean shows(String title) {
        return !visible(title).isEmpty();
    }

    /** Those with these words in their titles. */
    private List<String> visible(String title) {
        return look("search", "--onlyvisible", "--name", title).lines().toList();
    }

    /** A look fails when any window goes while it goes on: it has seen nothing then, which is no answer. */
    private String look(String... arguments) {
        for (long end = System.nanoTime() + PATIENCE_NANOS; server.isAlive(); ) {
            Command.Result seen = tool(arguments);
            if (seen.err().isEmpty()) {
                return seen.out();
            }
            assertThat(System.nanoTime()).as(seen.err()).isLessThan(end);
        }
        return "";
    }

    /** Waits until a window with these words in its title has the keyboard. */
    Screen see(String title) {
        await(title, true, () -> tool("getactivewindow", "getwindowname").out().contains(title));
        return this;
    }

    /** Waits until there is a window with these words in its title, whoever has the keyboard. */
    Screen seeAnywhere(String title) {
        await(title, true, () -> shows(title));
        return this;
    }

    /** Waits until there are exactly so many windows with these words in their titles. */
    Screen see(String title, int windows) {
        await(windows + " of " + title, true, () -> visible(title).size() == windows);
        return this;
    }

    /**
     * Presses a key in the window that has these words in its title, and waits until it says them anew: something else
     * has come up between, however short.
     */
    Screen pressAndSeeAgain(String key, String title) {
        String window = tool("getactivewindow").expect(0).out().strip();
        try {
            // It tells of each change, also of one that is over before anybody could look.
            Process spy = start(List.of("xprop", "-spy", "-id", window, "_NET_WM_NAME"), name);
            try (BufferedReader titles = spy.inputReader(UTF_8)) {
                assertThat(titles.readLine()).contains(title);
                press(key);
                CompletableFuture.supplyAsync(() -> titles.lines()
                                .filter(line -> line.contains(title))
                                .findFirst()
                                .orElseThrow())
                        .get(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
            } finally {
                spy.destroy();
            }
            return this;
        } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("not said again: " + title + "; there is: " + titles(), e);
        }
    }

    /** Of all windows that are to be seen. */
    String titles() {
        return look("search", "--onlyvisible", "--name", ".", "getwindowname", "%@");
    }

    /** Its two programs and all windows that there are, also those that nobody sees. */
    String state() {
        String windows = Command.run(List.of("xwininfo", "-root", "-tree"), Map.of("DISPLAY", name), "")
                .out()
                .lines()
                .filter(line -> line.contains("\": ("))
                .map(String::strip)
                .limit(WINDOWS_TOLD)
                .collect(Collectors.joining("; "));
        return ProcState.of(server.pid()) + "\n" + ProcState.of(windowManager.pid()) + "\nwindows: " + windows;
    }

    Screen seeNo(String title) {
        await(title, false, () -> !shows(title));
        return this;
    }

    private void await(String title, boolean wanted, java.util.function.BooleanSupplier done) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        for (int looks = 1; !done.getAsBoolean(); looks++) {
            if (System.nanoTime() > end) {
                throw new AssertionError((wanted ? "never seen: " : "still there: ") + title + "; there is: "
                        + tool("getactivewindow", "getwindowname").all() + "; to be seen: "
                        + tool("search", "--onlyvisible", "--name", ".", "getwindowname", "%@")
                                .all());
            }
            if (looks % LOOKS_AT_WINDOWS_ALONE == 0) {
                manageAgain(title);
            }
            pause();
        }
    }

    /** Where the window manager has ended, and only there: whether a window gets the keyboard is what is tested. */
    private void manageAgain(String title) {
        try {
            if (!windowManager.isAlive() && server.isAlive()) {
                windowManager = manager(name);
                await("a window manager", true, this::isManaged);
                tool("search", "--onlyvisible", "--name", title, "windowactivate");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is done faster than a window can draw itself, no person does. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The window that has the keyboard goes to the task bar. */
    Screen minimise() {
        String window = tool("getactivewindow").expect(0).out().strip();
        tool("windowminimize", "--sync", window).expect(0);
        return this;
    }

    Screen press(String... keys) {
        pause();
        for (String key : keys) {
            tool("key", "--clearmodifiers", key).expect(0);
        }
        return this;
    }

    /** Gives the windows time to be drawn, for a picture. */
    Screen settle() {
        for (int i = 0; i < 15; i++) {
            pause();
        }
        return this;
    }

    Screen type(String text) {
        tool("type", "--clearmodifiers", text).expect(0);
        return this;
    }

    /** Keeps a picture of the whole screen, where somebody wants to look at it. */
    Screen picture(Path file) {
        Command.run(List.of("import", "-window", "root", file.toString()), Map.of("DISPLAY", name), "");
        return this;
    }

    /** The display goes away, as when a session ends or a cable is pulled. */
    void breakDown() {
        server.destroyForcibly();
        server.onExit().join();
    }

    @Override
    public void close() {
        windowManager.destroy();
        server.destroy();
        server.onExit().join();
    }
}
