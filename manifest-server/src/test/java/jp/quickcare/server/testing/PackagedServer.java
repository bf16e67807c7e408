package jp.quickcare.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged program in a process of its own, where wanted under strace, which ends or hinders it at a system call. */
public final class PackagedServer {
    private static final Path LIBRARIES = Path.of("target/package/lib").toAbsolutePath();

    /** Under strace, and on a machine that does other things as well. */
    private static final int PATIENCE_SECONDS = 300;

    private PackagedServer() {}

    /** How a process ended. A killed one has 137. */
    public record Ended(int exitCode, String output) {}

    /**
     * Runs it.
     *
     * @param prefix a program to run it under, with its options; may be empty
     */
    public static Ended run(List<String> prefix, Object... arguments) throws IOException, InterruptedException {
        List<String> command = command(prefix, arguments);
        Path output = Files.createTempFile("server", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the command did not end within " + PATIENCE_SECONDS + " s: " + command);
            }
            return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }

    /** Starts it and leaves it running; its two outputs come as one. */
    public static Process start(Object... arguments) throws IOException {
        return start(List.of(), arguments);
    }

    /** The same under another program. */
    public static Process start(List<String> prefix, Object... arguments) throws IOException {
        return new ProcessBuilder(command(prefix, arguments))
                .redirectErrorStream(true)
                .start();
    }

    private static List<String> command(List<String> prefix, Object... arguments) {
        assertThat(LIBRARIES)
                .as("the packaged server; run mvn -pl manifest-server -am package")
                .isDirectory();
        List<String> command = new ArrayList<>(prefix);
        command.addAll(QuickStart.java());
        command.addAll(List.of(
                // Under strace each system call costs, and those of compiling are most of them.
                "-XX:CompileThresholdScaling=8", "-Xmx64m", "-cp", LIBRARIES + "/*", "jp.quickcare.server.Main"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }
}
