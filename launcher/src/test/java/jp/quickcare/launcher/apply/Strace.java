package jp.quickcare.launcher.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.manifest.digest.Sha256;
import org.assertj.core.api.Assertions;
import org.slf4j.Logger;

/** Runs a class of a test in a process whose system calls are tampered with. */
public final class Strace {
    /** The exit code of a process that was killed. */
    public static final int KILLED = 137;

    private Strace() {}

    /**
     * How a run ended.
     *
     * @param injected whether there was such a call at all
     */
    public record Ended(int exitCode, String output, boolean injected) {}

    /**
     * Kills a {@link CrashingRun}, as {@code kill -9} does, when its main thread is about to make such a system call for the
     * n-th time.
     */
    static Ended killedAt(String systemCall, int n, Path folder, String what) throws Exception {
        return killedAt(systemCall, n, CrashingRun.class, folder, what);
    }

    /** As {@link #killedAt(String, int, Path, String)}, of another class. */
    public static Ended killedAt(String systemCall, int n, Class<?> main, Path folder, String what) throws Exception {
        return run("inject=" + systemCall + ":signal=SIGKILL:when=" + n, systemCall, main, folder, what);
    }

    /** Lets such a system call fail, for the n-th time or, with a {@code +} behind it, from then on. */
    static Ended failingAt(String systemCall, String error, String n, Path folder, String what) throws Exception {
        return run(
                "inject=" + systemCall + ":error=" + error + ":when=" + n, systemCall, CrashingRun.class, folder, what);
    }

    /** Lets such a system call fail each time that it is about this file or folder. */
    static Ended failingFor(Path file, String systemCall, String error, Path folder, String what) throws Exception {
        String inject = "inject=" + systemCall + ":error=" + error;
        return run(inject, systemCall, CrashingRun.class, folder, what, "-P", file.toString());
    }

    private static Ended run(
            String inject, String systemCall, Class<?> main, Path folder, String what, String... narrowed)
            throws Exception {
        Path trace = Files.createTempFile("calls", ".trace");
        // Not with --seccomp-bpf: strace then counts calls wrongly.
        List<String> command = new ArrayList<>(
                List.of("strace", "-f", "-qq", "-o", trace.toString(), "-e", "trace=" + systemCall, "-e", inject));
        command.addAll(List.of(narrowed));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                // Each system call costs here, and compiling in other threads makes the most of them.
                "-Xint",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xmx64m",
                "-cp",
                String.join(
                        File.pathSeparator,
                        place(CrashingRun.class),
                        place(Home.class),
                        place(Sha256.class),
                        place(Logger.class),
                        place(Assertions.class)),
                main.getName(),
                folder.toString(),
                what));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new AssertionError("this test needs strace (apt-get install strace)", e);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        int exitCode = process.exitValue();
        assertThat(exitCode).as(output).isIn(0, KILLED, CrashingRun.UNDONE, CrashingRun.KEPT);
        boolean injected = exitCode == KILLED || Files.readString(trace).contains("(INJECTED)");
        Files.delete(trace);
        return new Ended(exitCode, output, injected);
    }

    private static String place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
