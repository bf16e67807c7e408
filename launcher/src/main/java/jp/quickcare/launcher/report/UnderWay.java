package jp.quickcare.launcher.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.launch.Entries;
import jp.quickcare.launcher.launch.LaunchNote;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The update that a launcher is at; found by the next one where that launcher was killed.
 *
 * @param update its id
 * @param release version it was to bring
 * @param manifest digest of that release's manifest, hex
 * @param installedBefore the same of what was installed; empty where nothing was
 */
record UnderWay(String update, String release, String manifest, String installedBefore) {
    /** Behind every number that the killed launcher can have used. */
    static final long SEQ = 900_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(UnderWay.class);

    private static Path file(Home home) {
        return home.state().resolve("update-under-way");
    }

    static Optional<UnderWay> find(Home home) {
        Entries entries = Entries.read(file(home).toFile());
        if (entries == null || !entries.get("update").matches("[0-9a-f-]{36}")) {
            return Optional.empty();
        }
        return Optional.of(new UnderWay(
                entries.get("update"), entries.get("release"), entries.get("manifest"), entries.get("before")));
    }

    static void write(Home home, String update, String release, String manifest) {
        LaunchNote before = LaunchNote.read(LaunchNote.fileIn(home));
        String text = "update=" + update + "\nrelease=" + release + "\nmanifest=" + manifest + "\nbefore="
                + digest(before) + "\n";
        try {
            Path unfinished = home.state().resolve("update-under-way" + DurableFiles.UNFINISHED);
            Files.writeString(unfinished, text);
            Files.move(unfinished, file(home), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.debug("an update that is killed stays open in the record", e);
        }
    }

    private static String digest(@Nullable LaunchNote note) {
        return note == null ? "" : note.release();
    }

    static void remove(Home home) {
        try {
            Files.deleteIfExists(file(home));
        } catch (IOException e) {
            LOG.debug("ended once more by the next launcher, which changes nothing", e);
        }
    }
}
