package jp.quickcare.launcher.launch;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import jp.quickcare.launcher.home.Home;
import org.jspecify.annotations.Nullable;

/**
 * Says to every user of the PC that the application runs (SPEC A25): a lock that is shared by all who run it, on a file
 * that every user may read. The operating system takes it back when the process ends, however it ends.
 */
public final class Running implements Closeable {
    /** The application may run in this JVM until its end; a file that nobody refers to would be closed. */
    @SuppressWarnings("UnusedVariable") // It is there to be held.
    private static @Nullable Running inThisJvm;

    private final RandomAccessFile file;

    private Running(RandomAccessFile file) {
        this.file = file;
    }

    /** The file that is locked. */
    public static File fileIn(Home home) {
        return new File(home.state().toFile(), "running");
    }

    /** From here on the application runs, until this is closed or the process ends; null where that cannot be said. */
    static @Nullable Running hold(Home home) {
        // Whoever may not write there, did not install it: the file is there since the first start of one who may.
        Running held = hold(fileIn(home), "r");
        return held == null ? hold(fileIn(home), "rw") : held;
    }

    private static @Nullable Running hold(File file, String mode) {
        try {
            RandomAccessFile open = new RandomAccessFile(file, mode);
            FileLock lock = open.getChannel().tryLock(0, Long.MAX_VALUE, true);
            if (lock != null) {
                return new Running(open);
            }
            open.close();
            return null;
        } catch (IOException | OverlappingFileLockException e) {
            // An application starts all the same.
            return null;
        }
    }

    /** The application runs in this JVM from here to its end. */
    public static synchronized void holdToTheEnd(Home home) {
        inThisJvm = hold(home);
    }

    /**
     * Whether it runs anywhere on this PC, for whichever user; this process must not hold it itself. One thread asks at a
     * time: a process is refused a lock that another thread of it has for a moment, and that is no application.
     */
    public static synchronized boolean isAnywhere(Home home) {
        try (RandomAccessFile open = new RandomAccessFile(fileIn(home), "rw");
                FileLock lock = open.getChannel().tryLock()) {
            return lock == null;
        } catch (IOException | OverlappingFileLockException e) {
            // Not there: nobody has started it yet. Not ours to lock: then not ours to change either.
            return e instanceof OverlappingFileLockException;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
