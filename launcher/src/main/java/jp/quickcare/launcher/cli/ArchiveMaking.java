package jp.quickcare.launcher.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.archive.ClassArchive;
import jp.quickcare.launcher.archive.ClassList;
import jp.quickcare.launcher.archive.JavaStart;
import jp.quickcare.launcher.archive.LauncherJars;
import jp.quickcare.launcher.archive.OutOfTurnException;
import jp.quickcare.launcher.archive.OwnClasses;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.home.MakingTurn;
import jp.quickcare.launcher.launch.ClickStart;
import jp.quickcare.launcher.launch.LaunchFiles;
import jp.quickcare.launcher.launch.LaunchNote;
import org.slf4j.LoggerFactory;

/**
 * Makes the archives of class data that are missing or no longer fit. Java writes them to a temporary folder, which
 * takes seconds and keeps nobody waiting; they are put in place under the lock of the installation, which takes
 * milliseconds.
 */
final class ArchiveMaking {
    private static final String TEMPORARY = "quickcare-archive-";

    /** An installation that is changed more often while archives are made does without. */
    private static final int MOST_ATTEMPTS = 20;

    private static final long LONGEST_LIST_BYTES = 16L * 1024 * 1024;

    /** How it ended. */
    enum Ended {
        /** At least one was made. */
        MADE,
        /** All there are fit. */
        NOTHING_TO_DO,
        /** Java makes none here. */
        NOT_POSSIBLE
    }

    private final Home home;
    private final Path jars;
    private final OwnClasses ours;
    private final MakingTurn turn;
    private final List<ClassArchive.Made> made = new ArrayList<>();
    private final List<ClassArchive> refused = new ArrayList<>();
    private final List<ClassArchive> recorded = new ArrayList<>();

    private ArchiveMaking(Home home, Path jars, MakingTurn turn) {
        this.home = home;
        this.jars = jars;
        this.ours = new OwnClasses(jars);
        this.turn = turn;
    }

    /**
     * Makes them.
     *
     * @throws IOException a file could not be read or written; the archives before are in force, or none
     * @throws UpdateFailure another launcher works on the installation all the time
     */
    static Ended run(Home home) throws IOException, InterruptedException, UpdateFailure {
        for (int attempt = 0; attempt < MOST_ATTEMPTS && Files.isRegularFile(home.settings()); attempt++) {
            try (MakingTurn turn = MakingTurn.await(home)) {
                return run(home, turn);
            } catch (OutOfTurnException e) {
                // The installation is being changed, and what was begun would not fit it: anew, after that.
                LoggerFactory.getLogger(ArchiveMaking.class).debug("begun anew", e);
            }
        }
        return Ended.NOTHING_TO_DO;
    }

    private static Ended run(Home home, MakingTurn turn)
            throws IOException, InterruptedException, UpdateFailure, OutOfTurnException {
        Optional<Path> jars = LauncherJars.folder(home);
        if (jars.isEmpty()) {
            return Ended.NOT_POSSIBLE;
        }
        ArchiveMaking making = new ArchiveMaking(home, jars.get(), turn);
        Path folder = Files.createTempDirectory(TEMPORARY);
        sweep(folder);
        try {
            making.commands(folder);
            making.click(folder);
            making.publish();
        } finally {
            DurableFiles.deleteTree(folder);
        }
        return !making.made.isEmpty()
                ? Ended.MADE
                : making.refused.isEmpty() ? Ended.NOTHING_TO_DO : Ended.NOT_POSSIBLE;
    }

    /** Removes what one that was killed left; another user's stays. */
    private static void sweep(Path own) throws IOException {
        long old = System.currentTimeMillis() - TimeUnit.HOURS.toMillis(1);
        for (Path other : DurableFiles.children(own.resolveSibling("."))) {
            boolean ours = other.getFileName().toString().startsWith(TEMPORARY) && Files.isWritable(other);
            if (ours && other.toFile().lastModified() < old) {
                try {
                    DurableFiles.deleteTree(other);
                } catch (IOException e) {
                    // Whoever it belongs to, it is in nobody's way.
                }
            }
        }
    }

    private void commands(Path folder) throws IOException, InterruptedException, OutOfTurnException {
        JavaStart start = LauncherScript.start(home, jars);
        make(
                ClassArchive.ofCommands(home),
                start,
                ours.ofCommands().addRuntime(start).toString(),
                folder);
    }

    private void click(Path folder) throws IOException, InterruptedException, OutOfTurnException {
        Optional<JavaStart> start = ClickStart.ofInstalled(home);
        LaunchNote note = LaunchNote.read(LaunchNote.fileIn(home));
        if (start.isEmpty() || note == null) {
            return;
        }
        ClassArchive archive = ClassArchive.ofClick(home);
        Optional<ClassList> list = recorded(archive, note.target());
        String clicked = list.map(ClassList::toString).orElse("");
        String classes = archive.listed().orElse("");
        if (list.isPresent() || classes.isEmpty()) {
            // Without a list the launcher's own part is worth an archive already.
            ClassList all = list.orElseGet(ClassList::new);
            all.addOfJava(classes).addOfJava(commandClasses()).addOfProcessStart();
            all.addOfOwnLoader(ours.all(commandClasses()), jars, ArchiveMaking.class.getClassLoader());
            classes = all.addRuntime(start.get()).toString();
        }
        make(archive, start.get(), classes, folder);
        JavaStart without = ClickStart.withoutRelease(home, start.get());
        if (!without.equals(start.get())) {
            first(without, clicked, folder);
        }
    }

    /** Of a click alone: what is loaded for an update, or by an application, is not worth its room here. */
    private void first(JavaStart start, String clicked, Path folder)
            throws IOException, InterruptedException, OutOfTurnException {
        ClassArchive archive = ClassArchive.ofFirst(home);
        String classes = archive.listed().orElse("");
        if (!archive.fits(start) || classes.isEmpty()) {
            ClassList all = new ClassList().addOfJava(classes).addOfJava(clicked);
            all.addOfProcessStart().addOfOwnLoader(ours.all(""), jars, ArchiveMaking.class.getClassLoader());
            make(archive, start, all.addRuntime(start).toString(), folder);
        }
    }

    private void make(ClassArchive archive, JavaStart start, String classes, Path folder)
            throws IOException, InterruptedException, OutOfTurnException {
        if (archive.fits(start) && archive.listed().orElse("").equals(classes)) {
            return;
        }
        Optional<ClassArchive.Made> dumped = archive.make(turn, start, classes, folder);
        dumped.ifPresentOrElse(made::add, () -> refused.add(archive));
    }

    private void publish() throws IOException, UpdateFailure, OutOfTurnException {
        if (made.isEmpty() && refused.isEmpty() && recorded.isEmpty()) {
            return;
        }
        try (HomeLock lock = lock()) {
            if (!Files.isRegularFile(home.settings())) {
                // Uninstalled meanwhile: nothing of ours comes back.
                Files.delete(home.lock());
                Files.deleteIfExists(home.making());
                Files.delete(home.state());
                return;
            }
            for (ClassArchive.Made each : made) {
                each.publish(lock);
            }
            for (ClassArchive each : refused) {
                each.disown();
            }
            for (ClassArchive each : recorded) {
                each.dropRecording();
            }
            LaunchFiles.nameArchive(home);
            for (ClassArchive each : refused) {
                // Not before the options name it no more. A list for what cannot be made is not wanted either.
                each.remove();
                each.dropRecording();
            }
        }
    }

    private HomeLock lock() throws UpdateFailure, OutOfTurnException {
        try {
            return HomeLock.acquireFor(turn, home);
        } catch (KeepFailure e) {
            if (e.code() == FailureCode.BUSY) {
                throw new OutOfTurnException();
            }
            throw e;
        }
    }

    /** The list of a start that came as far as this class; empty when there is none. */
    private Optional<ClassList> recorded(ClassArchive archive, String mainClass) throws IOException {
        for (Path file : List.of(archive.recordedBeside(), archive.recorded())) {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LONGEST_LIST_BYTES) {
                // As bytes: what is cut off in the middle of a character is no reason to fail.
                ClassList list = new ClassList().add(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                if (list.has(mainClass)) {
                    Path other = file.equals(archive.recorded()) ? archive.recordedBeside() : archive.recorded();
                    if (Files.isRegularFile(other, LinkOption.NOFOLLOW_LINKS)
                            && Files.size(other) <= LONGEST_LIST_BYTES) {
                        // The launcher's process, beside the application's.
                        list.addOfJava(new String(Files.readAllBytes(other), StandardCharsets.UTF_8));
                    }
                    recorded.add(archive);
                    return Optional.of(list);
                }
            }
        }
        return Optional.empty();
    }

    /** Of what the archive of the commands is made, or is about to be. */
    private String commandClasses() {
        ClassArchive commands = ClassArchive.ofCommands(home);
        return made.stream()
                .filter(each -> each.archive().file().equals(commands.file()))
                .map(ClassArchive.Made::classes)
                .findFirst()
                .orElseGet(() -> commands.listed().orElse(""));
    }
}
