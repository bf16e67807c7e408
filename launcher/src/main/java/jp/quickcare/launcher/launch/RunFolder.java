package jp.quickcare.launcher.launch;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import jp.quickcare.bootstrap.ApplicationLink;
import jp.quickcare.bootstrap.UpdateDownload;
import jp.quickcare.bootstrap.UpdateNotice;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.home.Home;

/** The folder of one run of the application, with the files through which it and the launcher speak. */
final class RunFolder {
    private final Path folder;

    private RunFolder(Path folder) {
        this.folder = folder;
    }

    static RunFolder create(Home home) throws IOException {
        Path runs = home.state().resolve("run");
        try {
            Files.createDirectories(runs);
            return new RunFolder(create(runs));
        } catch (IOException e) {
            // Whoever may not write to the installation, or finds its disk full or read-only, starts what is installed.
            return new RunFolder(Files.createTempDirectory("quickcare-application-"));
        }
    }

    /** A name that nobody has, without chance: Java's own random names cost a start more than all else here. */
    private static Path create(Path runs) throws IOException {
        String name = "application-" + ProcessHandle.current().pid() + "-";
        for (long number = System.nanoTime(); ; number++) {
            try {
                return Files.createDirectory(runs.resolve(name + number));
            } catch (FileAlreadyExistsException e) {
                // A process of the same number, before the last start of the system: the next number.
            }
        }
    }

    /** What the application is told of it. */
    Map<String, String> environment(Home home) {
        return Map.of(
                ApplicationLink.NOTICE_FILE,
                notice().toString(),
                ApplicationLink.CLOSE_FILE,
                ApplicationLink.closeFile(home.folder().toFile()).getPath(),
                ApplicationLink.WELL_FILE,
                well().toString(),
                ApplicationLink.DOWNLOAD_FILE,
                download().getPath(),
                ApplicationLink.PROGRESS_FILE,
                ApplicationLink.progressFile(folder.toFile()).getPath());
    }

    private Path notice() {
        return folder.resolve("notice");
    }

    private Path well() {
        return folder.resolve("well");
    }

    private File download() {
        return ApplicationLink.downloadFile(folder.toFile());
    }

    /** Whether the application has said that it is well. */
    boolean isWell() {
        return well().toFile().exists();
    }

    /** Whether the application has asked for the update since this was asked last. */
    boolean takeDownloadWish() {
        File wish = download();
        return wish.exists() && wish.delete();
    }

    /** Tells the application how far it is; in one step, so that it never sees half of it. */
    void tellDownload(UpdateDownload now) throws IOException {
        Path unfinished = folder.resolve("progress.new");
        Files.writeString(unfinished, now.line() + "\n", StandardCharsets.UTF_8);
        Files.move(
                unfinished,
                ApplicationLink.progressFile(folder.toFile()).toPath(),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Tells the application of an optional update, in one step too. */
    void announce(UpdateNotice notice) throws IOException {
        Path unfinished = folder.resolve("notice.new");
        Files.writeString(unfinished, notice.version() + "\n" + notice.message() + "\n", StandardCharsets.UTF_8);
        Files.move(unfinished, notice(), StandardCopyOption.ATOMIC_MOVE);
    }

    void delete() throws IOException {
        DurableFiles.deleteTree(folder);
    }
}
