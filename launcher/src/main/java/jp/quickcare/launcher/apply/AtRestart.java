package jp.quickcare.launcher.apply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.apply.RestartMoves.Rename;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An exchange that the system begins when it starts again (SPEC A25). It is written down as any other, under another
 * name: once the first of its renames is done, that note becomes the journal and the change is finished as after a power
 * cut; as long as none is, everything can be taken back.
 */
final class AtRestart {
    private static final Logger LOG = LoggerFactory.getLogger(AtRestart.class);

    private AtRestart() {}

    private static Path file(Home home) {
        return home.state().resolve("at-restart");
    }

    static boolean exists(Home home) {
        return Files.exists(file(home), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Writes a prepared change down and has the system begin it.
     *
     * @throws IOException it was refused, and nothing of it stays
     */
    static void begin(Home home, Journal journal, RestartMoves system) throws IOException {
        List<Rename> renames = renames(home, journal);
        try {
            for (Rename rename : renames) {
                DurableFiles.createFolders(rename.to().resolveSibling(""));
            }
            JournalFile.write(file(home), journal);
            system.schedule(renames);
        } catch (IOException e) {
            takeBack(home, journal, system);
            throw e;
        }
    }

    private static List<Rename> renames(Home home, Journal journal) {
        List<Move> moves = new ArrayList<>(journal.aside());
        journal.arrivals().forEach(arrival -> moves.add(arrival.move()));
        return moves.stream()
                .map(move -> new Rename(
                        home.folder().resolve(move.from()), home.folder().resolve(move.to())))
                .toList();
    }

    /**
     * Before anything else is done: what the system has begun becomes the change that is under way, and what it has not
     * is taken back.
     *
     * @throws IOException it cannot be taken back by this user: only a restart of the system ends it
     */
    static void settle(Home home, Optional<RestartMoves> system) throws IOException {
        if (!exists(home)) {
            return;
        }
        Optional<Journal> journal = JournalFile.read(file(home));
        if (journal.isEmpty()) {
            DurableFiles.delete(file(home));
        } else if (hasBegun(home, journal.get())) {
            LOG.info("the system has begun an exchange at its start");
            DurableFiles.replace(file(home), home.journal());
        } else if (system.isPresent()) {
            takeBack(home, journal.get(), system.get());
        } else {
            throw new IOException("the system that was to begin it is another now");
        }
    }

    /** The places that files come to were free when it was written down. */
    private static boolean hasBegun(Home home, Journal journal) {
        return renames(home, journal).stream()
                .anyMatch(rename -> Files.exists(rename.to(), LinkOption.NOFOLLOW_LINKS)
                        && !Files.exists(rename.from(), LinkOption.NOFOLLOW_LINKS));
    }

    private static void takeBack(Home home, Journal journal, RestartMoves system) throws IOException {
        system.withdraw(renames(home, journal));
        DurableFiles.delete(file(home));
        DurableFiles.deleteTree(home.folder().resolve(journal.asideFolder()));
        List<String> made = new ArrayList<>(journal.madeFolders());
        Collections.reverse(made);
        for (String folder : made) {
            Path path = home.folder().resolve(folder);
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                    && DurableFiles.children(path).isEmpty()) {
                Files.delete(path);
            }
        }
    }
}
