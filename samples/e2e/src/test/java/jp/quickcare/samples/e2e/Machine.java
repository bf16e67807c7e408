package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A PC that the real systemd runs, in namespaces of its own; what is in its units folder lasts when it is turned off. */
final class Machine implements AutoCloseable {
    private static final Path SCRIPT =
            Product.ROOT.resolve("manifest-server/src/test/resources/jp/quickcare/server/service/machine.sh");
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final Process namespaces;
    private final long systemd;

    private Machine(Process namespaces, long systemd) {
        this.namespaces = namespaces;
        this.systemd = systemd;
    }

    /** Turns it on; the test is skipped where this one may not make namespaces, or has no systemd. */
    static Machine on(Path units, Path log) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/lib/systemd/systemd")), "no systemd here");
        List<String> unshare = List.of("unshare", "--pid", "--fork", "--mount", "--cgroup");
        List<String> trial = new ArrayList<>(unshare);
        trial.add("true");
        assumeTrue(Command.run(trial).exitCode() == 0, "no namespaces");
        List<String> line = new ArrayList<>(unshare);
        line.addAll(List.of("--mount-proc", "--ipc", "--uts", "--kill-child", "sh"));
        line.addAll(List.of(SCRIPT.toString(), units.toString(), Product.ROOT.toString()));
        Process namespaces = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        await(() -> namespaces.children().findFirst().isPresent(), "a first process");
        Machine machine = new Machine(
                namespaces, namespaces.children().findFirst().orElseThrow().pid());
        await(machine::isUp, "the machine up; it said: " + Files.readString(log));
        return machine;
    }

    private boolean isUp() {
        return List.of("running", "degraded")
                .contains(command("systemctl", "is-system-running").out().strip());
    }

    /** Waits for something that comes about. */
    static void await(java.util.function.BooleanSupplier wanted, String what) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }

    /** Runs a command there, as root. */
    Command.Result command(String... command) {
        List<String> inside =
                new ArrayList<>(List.of("nsenter", "--target", Long.toString(systemd), "--mount", "--pid", "--cgroup"));
        inside.addAll(List.of(command));
        return Command.run(inside, Map.of("QUICKCARE_ARCHIVES", "off"), "");
    }

    /** Runs it as somebody without any rights. */
    Command.Result asNobody(String... command) {
        List<String> line = new ArrayList<>(List.of(
                "setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "env", "HOME=/nonexistent"));
        line.addAll(List.of(command));
        return command(line.toArray(String[]::new));
    }

    /** Turns it off, as a power cut does. */
    @Override
    public void close() {
        ProcessHandle.of(systemd).ifPresent(ProcessHandle::destroyForcibly);
        namespaces.onExit().orTimeout(2, TimeUnit.MINUTES).join();
    }
}
