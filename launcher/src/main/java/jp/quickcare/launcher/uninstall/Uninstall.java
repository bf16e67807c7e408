package jp.quickcare.launcher.uninstall;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.durable.Platform;
import jp.quickcare.launcher.durable.RealFolders;
import jp.quickcare.launcher.durable.RealFolders.Standing;
import jp.quickcare.launcher.failure.ApplyFailure;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.launch.WindowsPrograms;
import jp.quickcare.launcher.receipt.Inventory;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.receipt.ReceiptEntry;
import jp.quickcare.launcher.register.Registration;
import jp.quickcare.launcher.runtime.Runtimes;
import jp.quickcare.launcher.stage.Staging;
import jp.quickcare.manifest.release.SafePath;

/**
 * Removes an installation: the release's files, the launcher, everything it remembers, shortcuts and version. What a
 * user put into the application's folder stays. A note that is written first makes sure that whoever comes next, after
 * a kill, goes on; until the note is gone, the receipt that says what is ours is still there.
 */
public final class Uninstall {
    private static final long ROOM_FOR_A_NOTE_BYTES = 64 * 1024;

    private final Home home;

    private Uninstall(Home home) {
        this.home = home;
    }

    /**
     * Removes the installation that is locked. Recover first. Afterwards nothing but the user's own files is left; on
     * Windows what is open now is left as well, and a second run removes it.
     *
     * @throws KeepFailure when it could not begin
     * @throws ApplyFailure when it could not be finished; it goes on at the next recovery
     */
    public static void remove(HomeLock lock, Registration registration, String app) throws KeepFailure, ApplyFailure {
        Home home = lock.home();
        try {
            DurableFiles.createFolders(home.state());
            note(home, app.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot write in " + home.state(), e, home.state());
        }
        try {
            finish(lock, registration);
        } catch (IOException e) {
            throw new ApplyFailure(
                    FailureCode.DISK, "cannot remove " + home.folder() + ": " + e.getMessage(), e, home.folder());
        }
    }

    /** On a full disk there is room for the note where something was that can be made anew, or is for the record only. */
    private static void note(Home home, byte[] app) throws IOException {
        try {
            DurableFiles.write(home.uninstalling(), app);
        } catch (IOException e) {
            if (Files.getFileStore(home.state()).getUsableSpace() > ROOM_FOR_A_NOTE_BYTES) {
                throw e;
            }
            DurableFiles.deleteTree(home.archives());
            DurableFiles.deleteTree(home.logs());
            DurableFiles.write(home.uninstalling(), app);
        }
    }

    /** Goes on with what {@link #remove} began. */
    public static void finish(HomeLock lock, Registration registration) throws IOException {
        Home home = lock.home();
        String app = new String(Files.readAllBytes(home.uninstalling()), StandardCharsets.UTF_8);
        registration.withdraw(home, app);
        registration.versions().remove("launcher");
        registration.versions().remove("runtime");
        new Uninstall(home).removeFiles(lock);
    }

    private void removeFiles(HomeLock lock) throws IOException {
        Collection<SafePath> files = releaseFiles();
        for (SafePath path : files) {
            removeFile(path);
        }
        removeMarks(files);
        deleteIfEmpty(home.app());
        try {
            Staging.discard(home);
        } catch (KeepFailure e) {
            // Somebody else's folder by now, or out of reach: it is in the system's temporary folder and goes with it.
        }
        Set<Path> last = Set.of(home.receipt(), home.manifests(), home.uninstalling(), home.lock());
        for (Path remembered : DurableFiles.children(home.state())) {
            if (!last.contains(remembered)) {
                DurableFiles.deleteTree(remembered);
            }
        }
        DurableFiles.deleteTree(home.manifests());
        DurableFiles.delete(home.receipt());
        boolean gone = isGone(Runtimes.folder(home));
        gone &= isGone(home.launchers());
        gone &= removeScripts();
        DurableFiles.deleteFlushMarks(home.folder());
        if (!gone) {
            // This very process runs from there; the program that started it, or a second run, goes on.
            return;
        }
        DurableFiles.delete(home.uninstalling());
        if (Platform.WINDOWS) {
            // There the name of an open file stays until it is closed.
            lock.close();
        }
        DurableFiles.deleteTree(home.lock());
        deleteIfEmpty(home.state());
        deleteIfEmpty(home.folder());
    }

    /** Of a power cut on Windows, in the folders that the release had files in: they are nobody's own. */
    private void removeMarks(Collection<SafePath> files) throws IOException {
        RealFolders real = new RealFolders(home.app());
        DurableFiles.deleteFlushMarks(home.app());
        Set<String> folders = new TreeSet<>(Comparator.reverseOrder());
        for (SafePath file : files) {
            String path = file.toString();
            for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
                folders.add(path.substring(0, end));
            }
        }
        // Those within a folder come before it.
        for (String folder : folders) {
            if (real.standing(folder) == Standing.FOLDER) {
                DurableFiles.deleteFlushMarks(home.app().resolve(folder));
                deleteIfEmpty(home.app().resolve(folder));
            }
        }
    }

    /** The scripts that the launcher wrote; whatever else somebody put beside them stays. */
    private boolean removeScripts() throws IOException {
        boolean gone = true;
        for (Path script : home.scripts()) {
            gone &= isGone(script);
            DurableFiles.deleteTree(script.resolveSibling(script.getFileName() + DurableFiles.UNFINISHED));
        }
        for (Path program : WindowsPrograms.exchanged(home)) {
            gone &= isGone(program);
        }
        DurableFiles.deleteFlushMarks(home.bin());
        return deleteIfEmpty(home.bin()) || gone;
    }

    /** Deletes it; false where Windows keeps a part of it, because it is open. */
    private static boolean isGone(Path tree) throws IOException {
        try {
            DurableFiles.deleteTree(tree);
            return true;
        } catch (FileSystemException e) {
            if (File.separatorChar != '\\') {
                throw e;
            }
            return false;
        }
    }

    private Collection<SafePath> releaseFiles() throws IOException {
        Optional<Receipt> receipt = Receipt.read(home.receipt());
        if (receipt.isPresent()) {
            return receipt.get().files().stream().map(ReceiptEntry::path).toList();
        }
        return new ArrayList<>(Inventory.remembered(home).intact().keySet());
    }

    private void removeFile(SafePath path) throws IOException {
        if (new RealFolders(home.app()).standing(path.toString()) != Standing.FILE) {
            return;
        }
        Path file = home.app().resolve(path.toString());
        DurableFiles.deleteTree(file);
        Path folder = file.getParent();
        while (folder != null && !folder.equals(home.app()) && deleteIfEmpty(folder)) {
            folder = folder.getParent();
        }
    }

    /** @return whether it is gone */
    private static boolean deleteIfEmpty(Path folder) throws IOException {
        try {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(folder);
            }
            return true;
        } catch (DirectoryNotEmptyException e) {
            return false;
        } catch (NoSuchFileException e) {
            return true;
        }
    }
}
