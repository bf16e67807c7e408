package jp.quickcare.launcher.archive;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.home.MakingTurn;

/**
 * One archive of an installation, with what it was made of and for. Java takes an archive that does not fit, or is
 * damaged, for none at all and says nothing; but one that is named and absent costs it its own archive too, so it is
 * named only while it is there. The key beside it is written after it and deleted before it, so an archive with a key
 * is whole (SPEC A26).
 */
public final class ClassArchive {
    /** File name of the archive {@link #ofFirst}. */
    public static final String FIRST = "first.jsa";

    private final Path folder;
    private final String name;

    private ClassArchive(Home home, String name) {
        this.folder = home.archives();
        this.name = name;
    }

    /** That of the click and of an application in the click's process. */
    public static ClassArchive ofClick(Home home) {
        return new ClassArchive(home, "click");
    }

    /** That of a click whose application has changed since: of what no release is part of. */
    public static ClassArchive ofFirst(Home home) {
        return new ClassArchive(home, "first");
    }

    /** That of the launcher's commands. */
    public static ClassArchive ofCommands(Home home) {
        return new ClassArchive(home, "commands");
    }

    /** The archive itself. */
    public Path file() {
        return folder.resolve(name + ".jsa");
    }

    /** Where Java lists the classes that a start loads; there, perhaps empty, as long as such a list is wanted. */
    public Path recorded() {
        return folder.resolve(name + ".recorded");
    }

    /** The same for an application that runs beside the click's process. */
    public Path recordedBeside() {
        return folder.resolve(name + ".recorded.beside");
    }

    private Path key() {
        return folder.resolve(name + ".key");
    }

    private Path list() {
        return folder.resolve(name + ".classes");
    }

    /** Whether the archive is there and was made for this start. */
    public boolean fits(JavaStart start) {
        try {
            return Files.isRegularFile(file(), LinkOption.NOFOLLOW_LINKS)
                    && Files.readString(key(), StandardCharsets.UTF_8)
                            .equals(start.key().hex());
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * What Java is told of the archive: nothing where there is none that fits. The contents are compared with their
     * check sums at each start, which costs some milliseconds: without that, a damaged archive could end the process.
     */
    public List<String> options(JavaStart start) {
        boolean ownChoice = start.options().stream()
                .anyMatch(option -> option.startsWith("-Xshare") || option.startsWith("-XX:SharedArchiveFile"));
        return fits(start) && !ownChoice
                ? List.of("-Xshare:auto", "-XX:+VerifySharedSpaces", "-XX:SharedArchiveFile=" + file())
                : List.of();
    }

    /** Asks the next start for a list of its classes. */
    public void wantRecording() throws IOException {
        DurableFiles.createFolders(folder);
        if (!Files.exists(recorded(), LinkOption.NOFOLLOW_LINKS)) {
            Files.createFile(recorded());
        }
    }

    /** Takes that back, with what was listed. On Windows a list that a start still writes stays until the next time. */
    public void dropRecording() throws IOException {
        for (Path list : List.of(recorded(), recordedBeside())) {
            try {
                Files.deleteIfExists(list);
            } catch (FileSystemException e) {
                if (File.separatorChar != '\\') {
                    throw e;
                }
            }
        }
    }

    /** The list that the archive was last made of; empty when there is none. */
    public Optional<String> listed() {
        try {
            return Optional.of(Files.readString(list(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Lets Java write the archive elsewhere; nothing of the installation changes. It runs nothing that is in the jars.
     *
     * @param turn to have the installation's jars open
     * @param folder private, for this alone
     * @return empty where Java could not write one
     * @throws OutOfTurnException somebody wants to change the installation
     */
    public Optional<Made> make(MakingTurn turn, JavaStart start, String classes, Path folder)
            throws IOException, InterruptedException, OutOfTurnException {
        // Before the dump: what changes meanwhile makes the archive unfit.
        String key = start.key().hex();
        Path list = Files.writeString(folder.resolve(name + ".classes"), classes, StandardCharsets.UTF_8);
        Path dumped = folder.resolve(name + ".jsa");
        return ArchiveDump.run(turn, start, list, dumped)
                ? Optional.of(new Made(this, dumped, key, classes))
                : Optional.empty();
    }

    /**
     * An archive that is ready to be put in place.
     *
     * @param archive which it is
     * @param dumped the file
     * @param key what it was made for
     * @param classes what it was made of
     */
    public record Made(ClassArchive archive, Path dumped, String key, String classes) {
        /**
         * Puts it in place of the one before. Every other process goes on with that one.
         *
         * @param lock keeps everybody else from changing the installation
         */
        public void publish(HomeLock lock) throws IOException {
            DurableFiles.createFolders(lock.home().archives());
            Files.deleteIfExists(archive.key());
            DurableFiles.write(archive.list(), classes.getBytes(StandardCharsets.UTF_8));
            DurableFiles.write(archive.file(), out -> Files.copy(dumped, out));
            DurableFiles.write(archive.key(), key.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** From now on it fits nothing. */
    public void disown() throws IOException {
        Files.deleteIfExists(key());
    }

    /** Takes it away; no options may name it any more. */
    public void remove() throws IOException {
        Files.deleteIfExists(file());
    }
}
