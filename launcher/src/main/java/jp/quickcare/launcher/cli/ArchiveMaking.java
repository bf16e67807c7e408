package jp.quickcare.launcher.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;
import jp.quickcare.launcher.archive.ClassArchive;
import jp.quickcare.launcher.archive.ClassList;
import jp.quickcare.launcher.archive.JavaStart;
import jp.quickcare.launcher.archive.LauncherJars;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.launch.LaunchFiles;
import jp.quickcare.launcher.launch.LaunchNote;
import org.jspecify.annotations.Nullable;

/**
 * Makes the archives of class data that are missing or no longer fit. Nothing is locked while Java writes them, which
 * takes seconds; only then the options file is written anew, under the lock of the installation.
 */
final class ArchiveMaking {
    /** Class of libraries that only the command line uses. */
    private static final String COMMAND_LINE = "picocli/";

    private static final long LONGEST_LIST_BYTES = 16L * 1024 * 1024;

    /** How it ended. */
    enum Ended {
        /** At least one was made. */
        MADE,
        /** All there are fit. */
        NOTHING_TO_DO,
        /** Java makes none here. */
        NOT_POSSIBLE,
        /** Another process is making them. */
        BUSY
    }

    private final Home home;
    private boolean made;
    private boolean refused;

    ArchiveMaking(Home home) {
        this.home = home;
    }

    Ended run() throws IOException, InterruptedException, UpdateFailure {
        DurableFiles.createFolders(home.archives());
        try (FileChannel channel = FileChannel.open(
                        home.archives().resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return Ended.BUSY;
            }
            Optional<Path> jars = LauncherJars.folder(home);
            if (jars.isPresent()) {
                commands(jars.get());
                click(jars.get());
            }
        }
        return made ? Ended.MADE : refused ? Ended.NOT_POSSIBLE : Ended.NOTHING_TO_DO;
    }

    private void commands(Path jars) throws IOException, InterruptedException {
        ClassArchive archive = ClassArchive.ofCommands(home);
        ClassList list = recorded(Main.class.getName(), archive.recorded());
        JavaStart start = LauncherScript.start(home, jars);
        if (list == null && archive.listed().isEmpty()) {
            archive.wantRecording();
            return;
        }
        make(
                archive,
                start,
                list == null
                        ? archive.listed().orElseThrow()
                        : list.addRuntime(start).toString());
        archive.dropRecording();
    }

    private void click(Path jars) throws IOException, InterruptedException, UpdateFailure {
        Optional<JavaStart> installed = LaunchFiles.start(home);
        LaunchNote note = LaunchNote.read(LaunchNote.fileIn(home));
        if (installed.isEmpty() || note == null) {
            return;
        }
        ClassArchive archive = ClassArchive.ofClick(home);
        ClassList list = recorded(note.target(), archive.recordedBeside(), archive.recorded());
        boolean fresh = list != null;
        String classes;
        if (list != null || archive.listed().isEmpty()) {
            // Without a list the launcher's own part is worth an archive already.
            ClassList complete = list == null ? new ClassList() : list;
            complete.addOfOwnLoader(launcherClasses(jars), jars, ArchiveMaking.class.getClassLoader());
            classes = complete.addRuntime(installed.get()).toString();
        } else {
            classes = archive.listed().get();
        }
        make(archive, installed.get(), classes);
        try (HomeLock lock = HomeLock.acquire(home)) {
            LaunchFiles.refresh(lock.home());
            if (fresh) {
                archive.dropRecording();
            }
        }
    }

    private void make(ClassArchive archive, JavaStart start, String classes) throws IOException, InterruptedException {
        if (archive.fits(start) && archive.listed().orElse("").equals(classes)) {
            return;
        }
        boolean done = archive.make(start, classes);
        made |= done;
        refused |= !done;
    }

    /** The first of these lists that is one of a start that came as far as this class; null when none is. */
    private static @Nullable ClassList recorded(String mainClass, Path... files) throws IOException {
        for (Path file : files) {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LONGEST_LIST_BYTES) {
                ClassList list = new ClassList().add(text(file));
                if (list.has(mainClass)) {
                    return list;
                }
            }
        }
        return null;
    }

    private static String text(Path file) throws IOException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /** Our own classes, and of the libraries those that an update uses. */
    private List<String> launcherClasses(Path jars) throws IOException {
        List<String> names = new ArrayList<>();
        for (String own : List.of("launcher.jar", "manifest.jar")) {
            try (ZipFile jar = new ZipFile(jars.resolve(own).toFile())) {
                jar.stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.endsWith(".class") && !name.contains("-info."))
                        .forEach(name -> names.add(name.substring(0, name.length() - ".class".length())));
            }
        }
        new ClassList()
                .add(ClassArchive.ofCommands(home).listed().orElse("")).names().stream()
                        .filter(name -> !name.startsWith(COMMAND_LINE) && !name.startsWith("jp/quickcare/"))
                        .forEach(names::add);
        return names;
    }
}
