package jp.quickcare.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import jp.quickcare.benchmarks.application.Folders;
import jp.quickcare.benchmarks.measure.Meter;

/** Where a benchmark works: the source tree, kept generated applications, and a temporary folder it removes. */
final class Workplace implements Closeable {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Path root;
    private final Path temporary;

    Workplace() throws IOException {
        root = Path.of(System.getProperty("benchmarks.root", "."))
                .toAbsolutePath()
                .normalize();
        temporary = Files.createTempDirectory("quickcare-benchmark");
    }

    Path root() {
        return root;
    }

    Path peers() {
        return root.resolve("benchmarks/target/peers");
    }

    Path applications() {
        return root.resolve("benchmarks/target/applications");
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(temporary.resolve(name));
    }

    Meter meter() throws IOException {
        return new Meter(root.resolve("benchmarks/measure"), folder("meter"), LIMIT);
    }

    @Override
    public void close() throws IOException {
        Folders.delete(temporary);
    }
}
