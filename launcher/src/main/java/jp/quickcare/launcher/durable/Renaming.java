package jp.quickcare.launcher.durable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.DosFileAttributeView;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Renames and deletions that outlast a file held for a moment. On Windows virus scanners and indexers open new files
 * just when they are renamed, and the rename is denied until they are done; elsewhere a denial is final. Windows also
 * neither deletes nor replaces a file that is marked as read-only: the mark is taken off.
 */
final class Renaming {
    private static final int TRIES = Platform.WINDOWS ? 12 : 1;
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 400;

    private Renaming() {}

    @FunctionalInterface
    private interface Action {
        boolean run() throws IOException;
    }

    static void replace(Path from, Path to) throws IOException {
        tried(to, new Rename(from, to));
    }

    /** @return whether there was something to delete */
    static boolean delete(Path file) throws IOException {
        return tried(file, new Deletion(file));
    }

    // No lambdas: a click comes by here, and the first lambda of a start costs it more than all of this.
    private static final class Rename implements Action {
        private final Path from;
        private final Path to;

        Rename(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public boolean run() throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            return true;
        }
    }

    private static final class Deletion implements Action {
        private final Path file;

        Deletion(Path file) {
            this.file = file;
        }

        @Override
        public boolean run() throws IOException {
            return Files.deleteIfExists(file);
        }
    }

    private static boolean tried(Path gone, Action action) throws IOException {
        long pauseMillis = FIRST_PAUSE_MILLIS;
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
                if (!(e instanceof AccessDeniedException) || !madeWritable(gone)) {
                    // Two that wait for one another do not meet again and again.
                    pause(pauseMillis / 2 + ThreadLocalRandom.current().nextLong(pauseMillis), e);
                    pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
                }
            }
        }
    }

    /** @return whether the file was marked as read-only and is so no more */
    private static boolean madeWritable(Path file) {
        DosFileAttributeView marks =
                Files.getFileAttributeView(file, DosFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        try {
            if (Platform.WINDOWS && marks != null && marks.readAttributes().isReadOnly()) {
                marks.setReadOnly(false);
                return true;
            }
        } catch (IOException e) {
            // Then it is denied for another reason too, which is the one to tell.
        }
        return false;
    }

    private static void pause(long millis, FileSystemException why) throws InterruptedIOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException stopped = new InterruptedIOException("interrupted while waiting for a file");
            stopped.initCause(why);
            throw stopped;
        }
    }
}
