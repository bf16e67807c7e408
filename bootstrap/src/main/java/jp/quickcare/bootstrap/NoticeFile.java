package jp.quickcare.bootstrap;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The file that tells an application in a process of its own of an optional update: its version, then a message. */
final class NoticeFile {
    /** A file has no way to call; once a second is soon enough for a login screen and costs nothing. */
    static final long INTERVAL_MILLIS = 1000;

    private final File file;

    NoticeFile(File file) {
        this.file = file;
    }

    /** Where it lies. */
    File folder() {
        return file.getAbsoluteFile().getParentFile();
    }

    /** What it says; null where it says nothing, or is not there. */
    @Nullable
    UpdateNotice read() {
        try (FileInputStream in = new FileInputStream(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int end = text.indexOf('\n');
            String version = (end < 0 ? text : text.substring(0, end)).strip();
            String message = end < 0 ? "" : text.substring(end + 1).strip();
            return version.isEmpty() ? null : new UpdateNotice(version, message);
        } catch (IOException e) {
            return null;
        }
    }

    /** Looks at it from now on, on a thread of its own; passes on whatever it says, again and again. */
    void watch(Consumer<UpdateNotice> hearer) {
        Thread thread = new Thread(() -> look(hearer), "update notice");
        thread.setDaemon(true);
        thread.start();
    }

    private void look(Consumer<UpdateNotice> hearer) {
        try {
            while (true) {
                Thread.sleep(INTERVAL_MILLIS);
                UpdateNotice read = read();
                if (read != null) {
                    hearer.accept(read);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
