package jp.quickcare.benchmarks.application;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a jar whose bytes depend on its entries alone. */
final class JarWriter implements Closeable {
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    private final Counter counter;
    private final ZipOutputStream zip;

    JarWriter(Path file) throws IOException {
        counter = new Counter(new BufferedOutputStream(Files.newOutputStream(file)));
        zip = new ZipOutputStream(counter);
    }

    void add(String name, byte[] content) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** Returns how many bytes of the jar are written so far. */
    long writtenBytes() {
        return counter.count;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static final class Counter extends FilterOutputStream {
        private long count;

        Counter(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            count += length;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            count++;
        }
    }
}
