package jp.quickcare.launcher.update;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.archive.LauncherJars;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.JavaProgram;
import jp.quickcare.launcher.runtime.RuntimeRelease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a Java runtime runs the launcher: one that does not would leave nothing that could bring another. */
record RuntimeTrial(Home home) implements RuntimeRelease.Trial {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeTrial.class);

    /** A virus scanner reads all of a new runtime before it lets it run. */
    private static final long TRIAL_SECONDS = 120;

    private static final String COMMANDS = "jp.quickcare.launcher.cli.Main";

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
            if (process.waitFor(TRIAL_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            throw new IOException("not tried to the end within " + TRIAL_SECONDS + " s");
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
