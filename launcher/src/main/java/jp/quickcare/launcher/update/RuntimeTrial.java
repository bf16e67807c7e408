package jp.quickcare.launcher.update;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.archive.LauncherJars;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.JavaProgram;
import jp.quickcare.launcher.runtime.RuntimeRelease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a Java runtime runs the launcher: one that does not would leave nothing that could bring another. */
record RuntimeTrial(Home home, Duration patience) implements RuntimeRelease.Trial {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeTrial.class);

    /** A virus scanner reads all of a new runtime before it lets it run. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What was ended by force may take a moment to let its files go. */
    private static final Duration END = Duration.ofSeconds(10);

    private static final String COMMANDS = "jp.quickcare.launcher.cli.Main";

    static RuntimeTrial of(Home home) {
        return new RuntimeTrial(home, PATIENCE);
    }

    @Override
    public boolean starts(Path runtime) throws IOException {
        Path jars = LauncherJars.folder(home).orElseThrow(() -> new IOException("no launcher in force"));
        ProcessBuilder builder = new ProcessBuilder(
                        JavaProgram.in(runtime),
                        "-cp",
                        LauncherJars.commandClassPath(home, jars),
                        COMMANDS,
                        "--version")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            LOG.warn("runtime not started: {}", e.getMessage());
            return false;
        }
        try {
            if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue() == 0;
            }
            // A required one is tried by a start: it must not hold up each of them.
            LOG.warn("runtime not tried to the end within {}", patience);
            process.destroyForcibly().waitFor(END.toMillis(), TimeUnit.MILLISECONDS);
            return false;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
