package jp.quickcare.launcher.durable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Renames and deletions that outlast a file held for a moment. On Windows virus scanners and indexers open new files
 * just when they are renamed, and the rename is denied until they are done; elsewhere a denial is final.
 */
final class Renaming {
    private static final int TRIES = Platform.WINDOWS ? 20 : 1;
    private static final long PAUSE_MILLIS = 100;

    private Renaming() {}

    @FunctionalInterface
    private interface Action {
        boolean run() throws IOException;
    }

    static void replace(Path from, Path to) throws IOException {
        tried(() -> {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            return true;
        });
    }

    /** @return whether there was something to delete */
    static boolean delete(Path file) throws IOException {
        return tried(() -> Files.deleteIfExists(file));
    }

    private static boolean tried(Action action) throws IOException {
        for (int left = TRIES - 1; ; left--) {
            try {
                return action.run();
            } catch (NoSuchFileException
                    | NotDirectoryException
                    | FileAlreadyExistsException
                    | AtomicMoveNotSupportedException e) {
                throw e;
            } catch (FileSystemException e) {
                if (left == 0) {
                    throw e;
                }
                pause(e);
            }
        }
    }

    private static void pause(FileSystemException why) throws InterruptedIOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException stopped = new InterruptedIOException("interrupted while waiting for a file");
            stopped.initCause(why);
            throw stopped;
        }
    }
}
