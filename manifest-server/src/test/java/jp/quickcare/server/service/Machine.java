package jp.quickcare.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A machine that the real systemd runs, in namespaces of its own; what is in its units folder lasts when it is turned off. */
final class Machine implements AutoCloseable {
    private static final Path SYSTEMD = Path.of("/lib/systemd/systemd");

    private final Process namespaces;
    private final long systemd;

    /** How a command on the machine ended. */
    record Ended(int exitCode, String output) {}

    private Machine(Process namespaces, long systemd) {
        this.namespaces = namespaces;
        this.systemd = systemd;
    }

    /** Turns it on; the test is skipped where this one may not make namespaces, or has no systemd. */
    static Machine on(Path units, Path work) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(SYSTEMD), "no systemd here");
        assumeTrue(
                run(List.of("unshare", "--pid", "--fork", "--mount", "--cgroup", "true"))
                                .exitCode()
                        == 0,
                "no namespaces");
        Path script = work.resolve("machine.sh");
        try (var text = Machine.class.getResourceAsStream("machine.sh")) {
            Files.write(script, text.readAllBytes());
        }
        Process namespaces = new ProcessBuilder(
                        "unshare",
                        "--pid",
                        "--fork",
                        "--mount",
                        "--mount-proc",
                        "--cgroup",
                        "--ipc",
                        "--uts",
                        "--kill-child",
                        "sh",
                        script.toString(),
                        units.toString(),
                        Path.of("").toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("machine.log").toFile())
                .start();
        Machine machine = new Machine(namespaces, child(namespaces));
        machine.awaitUp(work);
        return machine;
    }

    private static long child(Process parent) throws InterruptedException {
        for (int i = 0; i < 2_400; i++) {
            var child = parent.children().findFirst();
            if (child.isPresent()) {
                return child.get().pid();
            }
            Thread.sleep(50);
        }
        throw new AssertionError("unshare has no child");
    }

    private void awaitUp(Path work) throws IOException, InterruptedException {
        String state = "";
        for (int i = 0; i < 2_400 && !state.equals("running") && !state.equals("degraded"); i++) {
            Thread.sleep(50);
            state = command(List.of("systemctl", "is-system-running")).output().strip();
        }
        assertThat(state)
                .as("the machine is up; it said: %s", Files.readString(work.resolve("machine.log")))
                .isIn("running", "degraded");
    }

    /** Runs a command on the machine. */
    Ended command(List<String> command) throws IOException, InterruptedException {
        List<String> inside =
                new ArrayList<>(List.of("nsenter", "--target", Long.toString(systemd), "--mount", "--pid", "--cgroup"));
        inside.addAll(command);
        return run(inside);
    }

    private static Ended run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(180, TimeUnit.SECONDS))
                .as("%s ends", command)
                .isTrue();
        return new Ended(process.exitValue(), output);
    }

    /** Turns it off, as a power cut does. */
    @Override
    public void close() {
        ProcessHandle.of(systemd).ifPresent(ProcessHandle::destroyForcibly);
        namespaces.onExit().orTimeout(120, TimeUnit.SECONDS).join();
    }
}
