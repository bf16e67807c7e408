package jp.quickcare.server.systemlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import jp.quickcare.server.durable.DurableFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done on the command line, for the system log (SPEC A10). A command does not open the database, which is the
 * running server's: it leaves a note in the site's folder, and the server takes it up within seconds, or when it starts.
 * A note that the database cannot take stays; one that was taken up just before a kill may come twice.
 */
public final class CommandNotes {
    /** What an entry says of where it was done. */
    static final String PROGRAM = "command";

    private static final Logger LOG = LoggerFactory.getLogger(CommandNotes.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String END = ".json";
    private static final String HERE = "127.0.0.1";
    private static final int LARGEST_BYTES = 16 * 1024;
    private static final int LONGEST_NAME = 256;

    private final Path folder;
    /** Taken up, but not to be deleted: somebody else's in a folder of somebody else's. */
    private final Set<Path> done = new HashSet<>();

    /** @param data the site's {@code data} folder */
    public CommandNotes(Path data) {
        this.folder = data.resolve("notes");
    }

    /** As it lies in the folder. */
    private record Note(String what, Map<String, String> facts, String user, long time) {
        Note {
            facts = Map.copyOf(facts);
        }
    }

    /**
     * Leaves a note, where the site has been served at all. What the command was for is done already, so a note that
     * cannot be left is only told.
     *
     * @param what the sentence, {@code admin.…}
     */
    public void leave(String what, Map<String, String> facts, Instant now) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Note note = new Note(what, facts, System.getProperty("user.name", ""), now.toEpochMilli());
        try {
            Path file = folder.resolve("%013d-%s%s".formatted(now.toEpochMilli(), UUID.randomUUID(), END));
            DurableFiles.write(file, JSON.writeValueAsBytes(note));
        } catch (IOException e) {
            LOG.warn("This could not be noted for the system log, in {}: {}", folder, e.toString());
        }
    }

    /**
     * Takes up what was left, oldest first; called by one thread, now and then.
     *
     * @param on whether there is a log; else they are put away
     * @param then done when there is something new
     */
    public void takeUp(SystemLog log, boolean on, Instant now, Runnable then) {
        try {
            DurableFiles.makeFolders(folder);
            boolean some = false;
            for (Path file : left()) {
                Optional<Note> note = on ? read(file) : Optional.empty();
                if (note.isPresent()) {
                    Instant time = Instant.ofEpochMilli(note.get().time);
                    log.keep(entry(note.get()), time.isAfter(now) ? now : time);
                    some = true;
                }
                delete(file);
            }
            if (some) {
                then.run();
            }
        } catch (IOException e) {
            LOG.debug("{} cannot be looked through now", folder, e);
        }
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(END) && !done.contains(file))
                    .sorted()
                    .toList();
        }
    }

    private static Optional<Note> read(Path file) throws IOException {
        if (!Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST_BYTES) {
            LOG.warn("{} is no note of a command", file);
            return Optional.empty();
        }
        try {
            Note note = JSON.readValue(Files.readString(file, StandardCharsets.UTF_8), Note.class);
            // A newer command may say what this server has no words for.
            if (Message.hasWords(note.what) && note.user.length() <= LONGEST_NAME) {
                return Optional.of(note);
            }
        } catch (JsonProcessingException | java.nio.charset.CharacterCodingException | RuntimeException e) {
            LOG.debug("{} cannot be read", file, e);
        }
        LOG.warn("{} is no note of a command that this server understands", file);
        return Optional.empty();
    }

    private static NewEntry entry(Note note) {
        return new NewEntry(
                Severity.INFORMATION,
                Category.ADMINISTRATION,
                HERE,
                note.user,
                PROGRAM,
                "",
                0,
                new Message(note.what, note.facts));
    }

    private void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            done.add(file);
            LOG.warn("{} cannot be deleted: {}", file, e.toString());
        }
    }
}
