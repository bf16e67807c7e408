package jp.quickcare.launcher.fetch;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import jp.quickcare.launcher.failure.KeepFailure;

/**
 * A part of an object on our own disk, as far as it has come: what broke off is gone on with. For one thread.
 *
 * @param file where it lies; need not exist yet
 * @param lengthBytes how long it will be
 */
record ArrivingPart(Path file, long lengthBytes) {
    /** How much of it is there. More than there can be is worth nothing, and deleted. */
    long heldBytes() throws KeepFailure {
        try {
            long held = Files.isRegularFile(file, NOFOLLOW_LINKS) ? Files.size(file) : 0;
            if (held <= lengthBytes) {
                return held;
            }
            Files.delete(file);
            return 0;
        } catch (IOException e) {
            throw Disk.failure(file, e);
        }
    }

    /**
     * Adds what comes, until it is so much or the end.
     *
     * @param written hears after each write of how many bytes
     * @throws IOException what comes cannot be read
     * @throws KeepFailure our own disk refused
     */
    void append(InputStream from, long mostBytes, IntConsumer written) throws IOException, KeepFailure {
        byte[] buffer = new byte[32 * 1024];
        try (OutputStream out = open()) {
            for (long left = mostBytes; left > 0; ) {
                int count = from.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    return;
                }
                write(out, buffer, count);
                left -= count;
                written.accept(count);
            }
        }
    }

    private OutputStream open() throws KeepFailure {
        try {
            return Files.newOutputStream(file, CREATE, APPEND, NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw Disk.failure(file, e);
        }
    }

    private void write(OutputStream out, byte[] buffer, int count) throws KeepFailure {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            throw Disk.failure(file, e);
        }
    }
}
