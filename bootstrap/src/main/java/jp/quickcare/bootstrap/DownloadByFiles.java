package jp.quickcare.bootstrap;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The download of an update that an application in a process of its own wished for: the wish and what came of it are files. */
final class DownloadByFiles {
    private static final long LOOK_MILLIS = 1000;

    private DownloadByFiles() {}

    /**
     * Wishes, and passes on what the launcher tells until the end of it.
     *
     * @param hearer called on a thread of its own
     */
    static void begin(File folder, Consumer<UpdateDownload> hearer) {
        File progress = ApplicationLink.progressFile(folder);
        // What is told from here on is of this wish.
        if (!progress.delete() && progress.exists()) {
            throw new UncheckedIOException(new IOException("cannot remove " + progress));
        }
        ApplicationLink.create(ApplicationLink.downloadFile(folder));
        Thread thread = new Thread(() -> watch(progress, hearer), "update download");
        thread.setDaemon(true);
        thread.start();
    }

    private static void watch(File progress, Consumer<UpdateDownload> hearer) {
        try {
            UpdateDownload told = null;
            while (told == null || told.state() == UpdateDownload.State.RUNNING) {
                Thread.sleep(LOOK_MILLIS);
                UpdateDownload read = read(progress);
                if (read != null && !read.equals(told)) {
                    told = read;
                    hearer.accept(read);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable UpdateDownload read(File file) {
        try (FileInputStream in = new FileInputStream(file)) {
            return UpdateDownload.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }
}
