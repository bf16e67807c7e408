package jp.quickcare.benchmarks.delta;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.quickcare.benchmarks.application.Folders;
import jp.quickcare.benchmarks.measure.Command;
import jp.quickcare.benchmarks.measure.Meter;
import jp.quickcare.benchmarks.measure.Sample;

/**
 * Where steps are measured, one after the other.
 *
 * @param work a folder for everything that is made meanwhile
 */
record Workbench(Meter meter, Path work) {
    /** Runs it. @throws IOException it ended with an error, with what it said */
    Sample run(Command command) throws IOException, InterruptedException {
        Sample sample = meter.run(command);
        if (sample.status() != 0) {
            throw new IOException(command.words() + " ended with " + sample.status() + ": " + meter.lastOutput());
        }
        return sample;
    }

    /** An empty folder of this name. */
    Path fresh(String name) throws IOException {
        Path folder = work.resolve(name);
        Folders.delete(folder);
        return Files.createDirectories(folder);
    }
}
