package jp.quickcare.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jp.quickcare.server.testing.PackagedServer;
import jp.quickcare.server.testing.Trees;

/** Kills the packaged program at each of the system calls by which it changes a folder, one run for one call. */
final class KillPoints {
    /** Every call by which a folder changes. */
    static final List<String> ALL = List.of("rename", "fsync", "unlink", "mkdir", "ftruncate");

    private KillPoints() {}

    /** A command on a folder that is a copy made for one run. */
    interface InFolder {
        Object[] arguments(Path folder) throws IOException;
    }

    /** What must hold in the folder after the kill. */
    interface After {
        void check(Path folder, String point) throws IOException;
    }

    /** @return how many kills there were */
    static int killAtEach(List<String> calls, Path start, Path work, InFolder command, After after)
            throws IOException, InterruptedException, ExecutionException {
        Map<String, Integer> counts = count(calls, start, work.resolve("count"), command);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (Map.Entry<String, Integer> call : counts.entrySet()) {
                for (int n = 1; n <= call.getValue(); n++) {
                    String name = call.getKey();
                    int number = n;
                    runs.add(two.submit(() -> {
                        kill(start, work.resolve(name + "-" + number), name, number, command, after);
                        return null;
                    }));
                }
            }
            for (Future<?> run : runs) {
                run.get();
            }
            return runs.size();
        } finally {
            two.shutdownNow();
        }
    }

    private static void kill(Path start, Path folder, String call, int number, InFolder command, After after)
            throws IOException, InterruptedException {
        Trees.copy(start, folder);
        // Not with --seccomp-bpf, which would be faster: strace 6.1 then never reaches a second call.
        List<String> strace = List.of(
                "strace",
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-e",
                "trace=" + call,
                "-e",
                "inject=" + call + ":signal=SIGKILL:when=" + number);
        PackagedServer.Ended ended = PackagedServer.run(strace, command.arguments(folder));
        String point = call + " " + number;
        assertThat(ended.exitCode())
                .as("killed at %s; output: %s", point, ended.output())
                .isEqualTo(137);
        after.check(folder, point);
        Trees.delete(folder);
    }

    private static Map<String, Integer> count(List<String> calls, Path start, Path folder, InFolder command)
            throws IOException, InterruptedException {
        Trees.copy(start, folder);
        Path trace = Files.createTempFile("calls", ".txt");
        List<String> strace =
                List.of("strace", "-f", "-qq", "-o", trace.toString(), "-e", "trace=" + String.join(",", calls));

        PackagedServer.Ended ended;
        try {
            ended = PackagedServer.run(strace, command.arguments(folder));
        } catch (IOException e) {
            throw new AssertionError("strace is needed for this test and cannot be run: " + e.getMessage(), e);
        }
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String line : Files.readAllLines(trace)) {
            for (String call : calls) {
                if (line.contains(" " + call + "(")) {
                    counts.merge(call, 1, Integer::sum);
                }
            }
        }
        Files.delete(trace);
        Trees.delete(folder);
        assertThat(counts).as("calls that change a folder").isNotEmpty();
        return counts;
    }
}
