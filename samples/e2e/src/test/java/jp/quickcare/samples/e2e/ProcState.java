package jp.quickcare.samples.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a process of this Linux is doing, in one line: its command, and where in the kernel how many of its threads are. */
final class ProcState {
    private static final int COMMAND_CHARACTERS = 90;

    private ProcState() {}

    /** Of one that has ended meanwhile, only its number. */
    static String of(long pid) {
        Path process = Path.of("/proc/" + pid);
        String command = text(process.resolve("cmdline")).replace('\0', ' ').strip();
        String shown = command.length() > COMMAND_CHARACTERS ? command.substring(0, COMMAND_CHARACTERS) : command;
        Map<String, Integer> threads = new TreeMap<>();
        for (Path thread : threads(process)) {
            threads.merge(where(thread), 1, Integer::sum);
        }
        String list = threads.entrySet().stream()
                .map(entry -> entry.getValue() == 1 ? entry.getKey() : entry.getKey() + " x" + entry.getValue())
                .collect(Collectors.joining(", "));
        return pid + " " + shown + ": " + list;
    }

    /** The first letter is the kernel's of its state: S sleeps, t is stopped by a tracer. */
    private static String where(Path thread) {
        String state = text(thread.resolve("status"))
                .lines()
                .filter(line -> line.startsWith("State:"))
                .map(line -> line.substring("State:".length()).strip().substring(0, 1))
                .findFirst()
                .orElse("?");
        return state + " " + text(thread.resolve("wchan")).strip();
    }

    private static List<Path> threads(Path process) {
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            return threads.toList();
        } catch (IOException | UncheckedIOException e) {
            // It ended before they were listed, or while they were.
            return List.of();
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
