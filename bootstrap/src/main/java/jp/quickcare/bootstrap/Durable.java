package jp.quickcare.bootstrap;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Replacing a small file so that a power cut leaves the old or the new one. Not on the fast path. */
final class Durable {
    private Durable() {}

    static void replace(File file, String text) throws IOException {
        File temporary = File.createTempFile(file.getName(), ".new", file.getParentFile());
        try {
            try (FileOutputStream out = new FileOutputStream(temporary)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.getFD().sync();
            }
            Files.move(temporary.toPath(), file.toPath(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary.toPath());
        }
        // Windows cannot open a folder and keeps the rename in its own journal.
        if (File.separatorChar == '/') {
            try (FileChannel folder = FileChannel.open(file.getParentFile().toPath(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }
}
