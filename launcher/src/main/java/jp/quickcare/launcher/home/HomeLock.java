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
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import org.jspecify.annotations.Nullable;

/**
 * The right to change one installation, for one process at a time (THREATS FS11). The operating system takes it back
 * when the process ends, however it ends, so a file left by a crash locks nobody out. Whatever changes an installation
 * asks for one, so it cannot be forgotten. While it is held no archive of class data is made, which would hold files of
 * the application open. Closing it twice does no harm.
 */
public final class HomeLock implements Closeable {
    private static final long MOMENT_MILLIS = 1000;
    private static final long PAUSE_MILLIS = 20;

    private final Home home;
    private final FileChannel channel;
    private final @Nullable Closeable noMaking;

    private HomeLock(Home home, FileChannel channel, @Nullable Closeable noMaking) {
        this.home = home;
        this.channel = channel;
        this.noMaking = noMaking;
    }

    /**
     * Takes the lock, or fails. One that is held for a moment only, as by what makes archives of class data, is waited
     * for.
     *
     * @throws KeepFailure {@link FailureCode#BUSY} when another process, or another part of this one, holds it;
     *     {@link FailureCode#DISK} when the lock file cannot be made; {@link FailureCode#DAMAGED_INSTALLATION} when a
     *     link has been put in place of one of the installation's own folders (THREATS FS2)
     */
    public static HomeLock acquire(Home home) throws KeepFailure {
        return acquire(home, null);
    }

    /**
     * Takes the lock for what makes archives and has its turn; one that is held is not waited for.
     *
     * @throws KeepFailure as {@link #acquire(Home)}
     */
    public static HomeLock acquireFor(MakingTurn turn, Home home) throws KeepFailure {
        return acquire(home, turn);
    }

    private static HomeLock acquire(Home home, @Nullable MakingTurn turn) throws KeepFailure {
        FileChannel channel = null;
        requireNoLink(home.app());
        requireNoLink(home.state());
        requireNoLink(home.launchers());
        requireNoLink(home.bin());
        try {
            Files.createDirectories(home.state());
            channel = FileChannel.open(
                    home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            for (long left = turn == null ? MOMENT_MILLIS : 0; left >= 0; left -= PAUSE_MILLIS) {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return new HomeLock(home, channel, turn == null ? MakingTurn.end(home) : null);
                }
                if (left > 0) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
            channel.close();
            throw busy(home, null);
        } catch (OverlappingFileLockException e) {
            closeQuietly(channel);
            throw busy(home, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closeQuietly(channel);
            throw new KeepFailure(FailureCode.CANCELLED, "interrupted", e);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new KeepFailure(FailureCode.DISK, "cannot lock " + home.lock(), e, home.lock());
        }
    }

    private static void requireNoLink(Path folder) throws KeepFailure {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new KeepFailure(FailureCode.DAMAGED_INSTALLATION, "not a folder of its own: " + folder, null, folder);
        }
    }

    private static KeepFailure busy(Home home, @Nullable Throwable cause) {
        return new KeepFailure(FailureCode.BUSY, "another launcher works on " + home.folder(), cause, home.folder());
    }

    private static void closeQuietly(@Nullable Closeable open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            // The failure that made us close it is the one worth telling.
        }
    }

    /** The installation that may be changed. */
    public Home home() {
        return home;
    }

    @Override
    public void close() {
        closeQuietly(noMaking);
        closeQuietly(channel);
    }
}
