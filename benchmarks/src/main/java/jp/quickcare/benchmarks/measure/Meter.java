package jp.quickcare.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import jp.quickcare.benchmarks.application.GeneratedApplication;

/** Runs commands through the {@code measure} script. Not thread-safe: one run at a time, or the runs disturb each other. */
public final class Meter {
    private final Path script;
    private final Path work;
    private final Duration limit;

    /**
     * Makes a meter.
     *
     * @param script the measuring script
     * @param work folder for its own files
     * @param limit after which a run is ended and refused
     */
    public Meter(Path script, Path work, Duration limit) {
        this.script = script;
        this.work = work;
        this.limit = limit;
    }

    /**
     * Runs a command to the end of its last process.
     *
     * @param command what to run
     * @return what it cost; any exit status
     * @throws IOException if it cannot be run, or ran past the limit
     * @throws InterruptedException if interrupted while waiting
     */
    public Sample run(Command command) throws IOException, InterruptedException {
        Path result = work.resolve("result");
        Path up = work.resolve("up");
        Path log = work.resolve("log");
        for (Path file : List.of(result, up, log)) {
            Files.deleteIfExists(file);
        }
        var words =
                new ArrayList<>(List.of(script.toString(), result.toString(), log.toString(), "" + limit.toSeconds()));
        words.addAll(command.words());
        var builder = new ProcessBuilder(words).directory(command.folder().toFile());
        builder.environment().putAll(command.environment());
        builder.environment().put(GeneratedApplication.UP_FILE, up.toString());
        builder.redirectErrorStream(true)
                .redirectOutput(work.resolve("measure.log").toFile());
        if (builder.start().waitFor() != 0 || !Files.exists(result)) {
            throw new IOException("The measuring script failed: " + Files.readString(work.resolve("measure.log")));
        }
        String[] facts = Files.readString(result).trim().split(" ", 4);
        int status = Integer.parseInt(facts[0]);
        if (status == 124) {
            throw new IOException("Not done after " + limit.toSeconds() + " s: " + command.words());
        }
        return new Sample(
                status,
                Long.parseLong(facts[1]) / 1_000.0,
                moment(up, 0, facts[2]),
                moment(up, 1, facts[2]),
                Long.parseLong(facts[3]),
                0);
    }

    /**
     * Runs a command that must succeed and must bring the application up.
     *
     * @param command what to run
     * @return what it cost
     * @throws IOException if it failed, with the end of what it printed
     * @throws InterruptedException if interrupted while waiting
     */
    public Sample runToApplication(Command command) throws IOException, InterruptedException {
        Sample sample = run(command);
        if (sample.status() != 0 || sample.firstStatementMillis().isEmpty()) {
            throw new IOException("The application did not come up (exit %d): %s%n%s"
                    .formatted(sample.status(), String.join(" ", command.words()), lastOutput()));
        }
        return sample;
    }

    /**
     * Returns the end of what the last command printed.
     *
     * @return at most 4,000 characters
     * @throws IOException if it cannot be read
     */
    public String lastOutput() throws IOException {
        Path log = work.resolve("log");
        String text = Files.exists(log) ? Files.readString(log) : "";
        return text.substring(Math.max(0, text.length() - 4_000));
    }

    /** The application writes its {@code System.nanoTime()} twice, which on Linux is the script's own clock. */
    private static OptionalDouble moment(Path up, int index, String startNanos) throws IOException {
        if (!Files.exists(up)) {
            return OptionalDouble.empty();
        }
        long nanos = Long.parseLong(Files.readString(up).split(" ", 3)[index]);
        return OptionalDouble.of((nanos - Long.parseLong(startNanos)) / 1_000_000.0);
    }
}
