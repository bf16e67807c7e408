package jp.quickcare.launcher.apply;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.receipt.FileStamp;

/**
 * Carries out the renames of a journal, in either direction, from wherever an earlier run was stopped. What stands
 * where tells what is left to do, so each step may be done again.
 *
 * <p>Forward: everything aside, flush, everything in, flush. The first flush makes sure that a power cut never leaves a
 * new file in a place whose old file has not safely been moved. Back is the same, the other way round.
 */
final class Exchange {
    private final Home home;
    private final Journal journal;
    private final FolderFlush flush;

    Exchange(Home home, Journal journal) {
        this.home = home;
        this.journal = journal;
        this.flush = new FolderFlush(home.folder());
    }

    /**
     * Puts the new release's files in place.
     *
     * @param givenUp whether somebody wants it to be undone; asked before each file
     * @throws IOException naming the file; {@link #back} makes it undone
     */
    void forward(Progress progress, BooleanSupplier givenUp) throws IOException {
        for (Move move : journal.aside()) {
            requireWanted(givenUp);
            if (!exists(move.to())) {
                rename(move.from(), move.to());
            }
        }
        Set<Path> wanted = new HashSet<>();
        for (Arrival arrival : journal.arrivals()) {
            addFolders(wanted, path(arrival.move().to()));
        }
        for (Move move : journal.aside()) {
            prune(path(move.from()), wanted);
        }
        flush.flush();
        long done = 0;
        for (Arrival arrival : journal.arrivals()) {
            Move move = arrival.move();
            requireWanted(givenUp);
            if (exists(move.from())) {
                progress.file(move.to().substring(move.to().indexOf('/') + 1));
                rename(move.from(), move.to());
            }
            progress.bytes(++done, journal.arrivals().size());
        }
        flush.flush();
        requireArrived();
    }

    private static void requireWanted(BooleanSupplier givenUp) throws StoppedException {
        if (givenUp.getAsBoolean()) {
            throw new StoppedException();
        }
    }

    /** Also finds a file that vanished while it waited, and one that was changed since it was verified (CT10). */
    private void requireArrived() throws IOException {
        for (Arrival arrival : journal.arrivals()) {
            Path at = path(arrival.move().to());
            if (!FileStamp.of(at).equals(arrival.stamp())) {
                throw new IOException("changed since it was verified: " + at);
            }
        }
    }

    /**
     * Puts the old release's files back.
     *
     * @throws IOException when a file cannot be moved back; to be tried again later
     */
    void back() throws IOException {
        if (arrivalsHadBegun()) {
            for (Arrival arrival : reversed(journal.arrivals())) {
                Move move = arrival.move();
                if (!exists(move.from()) && exists(move.to())) {
                    rename(move.to(), move.from());
                }
            }
        }
        for (String folder : reversed(journal.madeFolders())) {
            deleteIfEmpty(path(folder));
        }
        flush.flush();
        for (Move move : reversed(journal.aside())) {
            if (exists(move.to())) {
                if (exists(move.from())) {
                    UserFiles.keep(home, move.from(), flush);
                }
                rename(move.to(), move.from());
            }
        }
        flush.flush();
    }

    /** Nothing is moved in before all is aside, so one file that is not tells that what stands there is the old. */
    private boolean arrivalsHadBegun() {
        for (Move move : journal.aside()) {
            if (!exists(move.to())) {
                return false;
            }
        }
        return true;
    }

    private void rename(String from, String to) throws IOException {
        Path target = path(to);
        Path folder = target.getParent();
        if (folder != null && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(folder);
        }
        try {
            DurableFiles.move(path(from), target);
        } catch (FileAlreadyExistsException e) {
            // An empty folder in the way holds nothing of anybody's.
            if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS) || !deleteIfEmpty(target)) {
                throw e;
            }
            DurableFiles.move(path(from), target);
        }
        flush.changed(path(from));
        flush.changed(target);
    }

    private void addFolders(Set<Path> folders, Path file) {
        Path at = file.getParent();
        while (at != null && at.startsWith(home.app()) && folders.add(at)) {
            at = at.getParent();
        }
    }

    /** Deletes folders that the release leaves empty, from the file's own upwards. */
    private void prune(Path file, Set<Path> wanted) {
        Path at = file.getParent();
        while (at != null
                && !at.equals(home.app())
                && at.startsWith(home.app())
                && !wanted.contains(at)
                && deleteIfEmpty(at)) {
            at = at.getParent();
        }
    }

    /**
     * Also one in which somebody works stays, as Windows wants it: an empty folder is no reason to have no update.
     *
     * @return whether the folder is gone
     */
    private boolean deleteIfEmpty(Path folder) {
        try {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(folder);
                flush.changed(folder);
            }
            return true;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean exists(String relative) {
        return Files.exists(path(relative), LinkOption.NOFOLLOW_LINKS);
    }

    private Path path(String relative) {
        return home.folder().resolve(relative);
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }
}
