package jp.quickcare.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program of Windows that has a file open, which nobody may rename or delete meanwhile. */
final class WindowsHolder implements AutoCloseable {
    private static final String CLASSES = "C:\\holder";

    private final WindowsProgram program;

    private WindowsHolder(WindowsProgram program) {
        this.program = program;
    }

    /** Begins one with this Java of that PC's, and waits until it has the file. */
    static WindowsHolder begin(WindowsPc pc, String java, String file) throws IOException {
        Path classes = pc.file(CLASSES);
        if (!Files.exists(classes)) {
            compile(Files.createDirectories(classes));
        }
        Path mark = classes.resolve("held");
        Files.deleteIfExists(mark);
        WindowsHolder holder = new WindowsHolder(pc.begin(java, "-cp", CLASSES, "Holder", file, CLASSES + "\\held"));
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (!Files.exists(mark)) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return holder;
    }

    private static void compile(Path classes) throws IOException {
        Path source = classes.resolve("Holder.java");
        Files.writeString(source, """
                public class Holder {
                    public static void main(String[] file) throws Exception {
                        try (var held = new java.io.RandomAccessFile(file[0], "r")) {
                            new java.io.File(file[1]).createNewFile();
                            System.in.read();
                        }
                    }
                }
                """);
        Command.run(List.of("javac", "--release", "17", "-d", classes.toString(), source.toString()))
                .expect(0);
    }

    boolean isAlive() {
        return program.process().isAlive();
    }

    /** What is left of it after a power cut. */
    void forget() {
        program.process().destroyForcibly();
        program.await();
    }

    /** It lets the file go. */
    @Override
    public void close() {
        program.type("\n");
        program.await();
    }
}
