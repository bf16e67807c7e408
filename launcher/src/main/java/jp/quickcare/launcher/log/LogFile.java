package jp.quickcare.launcher.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Appends to a file, and begins a new one when it has grown too large. Opened for each entry: there are a few in a
 * run, another process may write too, and nothing is held that somebody wants to remove. Safe for several threads.
 */
final class LogFile {
    /** How large a file may grow before it is put aside. */
    static final long MAX_BYTES = 2_000_000;

    private static final int OLD_FILES = 4;

    private final Path file;

    LogFile(Path file) {
        this.file = file;
    }

    /** Writes an entry. A log that cannot be written must not stop what it reports on, so nothing is thrown. */
    synchronized void append(String entry) {
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
                putAside();
            }
            Files.write(
                    file,
                    entry.getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            // The disk may be full, and the log has nobody else to tell.
        }
    }

    /** The newest old file is number 1. */
    private void putAside() throws IOException {
        for (int i = OLD_FILES - 1; i > 0; i--) {
            if (Files.exists(old(i))) {
                Files.move(old(i), old(i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(file, old(1), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path old(int number) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
        return file.resolveSibling(name.substring(0, dot) + "." + number + name.substring(dot));
    }
}
