package jp.quickcare.launcher.home;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The turn of what makes archives of class data in the background: while it lasts, files of the application may be open.
 * Whoever changes the installation wants the turn, and the making gives it up within a moment and begins anew
 * afterwards. Both sides lock one byte each of one file: nobody is told by a note that may be out of date, nobody ends a
 * process of somebody else's, and the operating system takes back what a process held, however it ends.
 */
public final class MakingTurn implements Closeable {
    /** This byte is locked by what makes archives. */
    private static final long MAKING = 0;

    /** This byte is locked by whoever changes the installation. */
    private static final long WANTED = 1;

    /** How long a change waits for a making that does not let go; then files may turn out to be in use. */
    private static final long LONGEST_CHANGE_WAITS_MILLIS = 5_000;

    private static final long LONGEST_MAKING_WAITS_MINUTES = 10;
    private static final long CHANGE_PAUSE_MILLIS = 5;
    private static final long MAKING_PAUSE_MILLIS = 200;

    private final FileChannel channel;

    private MakingTurn(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits until nobody changes the installation, and nobody else makes archives for it.
     *
     * @throws IOException it could not be had, or not in ten minutes
     */
    public static MakingTurn await(Home home) throws IOException, InterruptedException {
        FileChannel channel = FileChannel.open(
                home.making(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        MakingTurn turn = new MakingTurn(channel);
        try {
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(LONGEST_MAKING_WAITS_MINUTES);
            while (System.nanoTime() < deadline) {
                FileLock making = tryLock(channel, MAKING);
                if (making != null && !turn.isWanted()) {
                    return turn;
                }
                if (making != null) {
                    making.release();
                }
                Thread.sleep(MAKING_PAUSE_MILLIS);
            }
            throw new IOException("others work on " + home.folder() + " all the time");
        } catch (IOException | InterruptedException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether somebody wants to change the installation now. */
    public boolean isWanted() throws IOException {
        FileLock lock = tryLock(channel, WANTED);
        if (lock == null) {
            return true;
        }
        lock.release();
        return false;
    }

    /**
     * Ends the turn of what makes archives now, and lets none begin until this is closed.
     *
     * @return null where archives have never been made
     */
    static @Nullable Closeable end(Home home) throws IOException, InterruptedException {
        Path file = home.making();
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_CHANGE_WAITS_MILLIS);
            FileLock wanted = tryLock(channel, WANTED);
            FileLock making = tryLock(channel, MAKING);
            while ((wanted == null || making == null) && System.nanoTime() < deadline) {
                Thread.sleep(CHANGE_PAUSE_MILLIS);
                // The making looks at this byte too, for an instant.
                wanted = wanted == null ? tryLock(channel, WANTED) : wanted;
                making = making == null ? tryLock(channel, MAKING) : making;
            }
            if (making != null) {
                making.release();
            }
            return channel;
        } catch (IOException | InterruptedException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel, long position) throws IOException {
        try {
            return channel.tryLock(position, 1, false);
        } catch (OverlappingFileLockException e) {
            // By another part of this process.
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
