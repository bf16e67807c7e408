package jp.quickcare.launcher.apply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.quickcare.launcher.durable.RealFolders;
import jp.quickcare.launcher.durable.RealFolders.Standing;
import jp.quickcare.launcher.failure.ApplyFailure;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.receipt.FileDigest;
import jp.quickcare.launcher.receipt.FileStamp;
import jp.quickcare.launcher.receipt.Inventory;
import jp.quickcare.launcher.receipt.KeptManifests;
import jp.quickcare.launcher.receipt.PinnedManifest;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.receipt.ReceiptEntry;
import jp.quickcare.launcher.register.Registration;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.SafePath;

/** Puts the release before the installed one back (SPEC A33), needing nothing but this disk. */
public final class RollBack {
    private static final String DISCARDED = "state/discarded";

    private final Home home;
    private final PreviousRelease previous;
    private final PinnedManifest release;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Set<SafePath> staying = new HashSet<>();

    private RollBack(Home home, PreviousRelease previous, PinnedManifest release) {
        this.home = home;
        this.previous = previous;
        this.release = release;
    }

    /** Whether there is a release to go back to, as far as can be told without reading it. */
    public static boolean possible(Home home) {
        try {
            return PreviousRelease.find(home, Receipt.read(home.receipt()).map(Receipt::manifestSha256))
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Goes back to the release before. The one that is left is not kept: there is nothing to roll back to afterwards.
     * Every byte that comes back is verified first.
     *
     * @return the receipt of the release that is installed now
     * @throws KeepFailure {@link FailureCode#NO_PREVIOUS} when there is none, or it is damaged (THREATS FS12): nothing
     *     has changed
     * @throws ApplyFailure naming the file when it could not be put in place; what was installed is whole again
     */
    public static Receipt toPrevious(HomeLock lock, Registration registration, Progress progress)
            throws KeepFailure, ApplyFailure {
        Home home = lock.home();
        if (JournalFile.exists(home)) {
            throw new IllegalStateException("recover first: there is a journal in " + home.state());
        }
        Optional<Receipt> installed = Receipt.read(home.receipt());
        Journal journal;
        RollBack back;
        try {
            PreviousRelease previous = PreviousRelease.find(home, installed.map(Receipt::manifestSha256))
                    .orElseThrow(() -> noPrevious("there is no release before this one", home.previous()));
            PinnedManifest release = KeptManifests.find(home, previous.receipt().manifestSha256())
                    .orElseThrow(() -> noPrevious("the manifest of the release before is lost", home.manifests()));
            back = new RollBack(home, previous, release);
            back.verify();
            journal = back.journal(installed, registration);
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot read " + home.previous(), e, home.previous());
        }
        new Change(home, journal, registration).begin(back.release, installed, progress);
        return Receipt.read(home.receipt())
                .orElseThrow(() -> new IllegalStateException("no receipt after a roll back in " + home.folder()));
    }

    private static KeepFailure noPrevious(String what, Path where) {
        return new KeepFailure(FailureCode.NO_PREVIOUS, what + ": " + where, null, where);
    }

    /** Finds every file of the release before, either kept aside or still in its place. */
    private void verify() throws IOException, KeepFailure {
        RealFolders kept = new RealFolders(previous.folder().resolve("files"));
        RealFolders app = new RealFolders(home.app());
        String folder = PreviousRelease.folderFor(release.sha256()) + "/files/";
        for (ReceiptEntry file : previous.receipt().files()) {
            String path = file.path().toString();
            Path aside = previous.folder().resolve("files").resolve(path);
            if (kept.standing(path) == Standing.FILE && holds(aside, file)) {
                arrivals.add(new Arrival(new Move(folder + path, "app/" + path), FileStamp.of(aside)));
            } else if (app.standing(path) == Standing.FILE && holds(home.app().resolve(path), file)) {
                staying.add(file.path());
            } else {
                throw noPrevious("the release before is damaged", home.app().resolve(path));
            }
        }
    }

    private static boolean holds(Path at, ReceiptEntry file) throws IOException {
        return Files.size(at) == file.lengthBytes()
                && (!file.executable() || Files.isExecutable(at))
                && FileDigest.of(at).equals(file.sha256());
    }

    private Journal journal(Optional<Receipt> installed, Registration registration) throws IOException {
        List<SafePath> leaving = new ArrayList<>();
        for (SafePath path : installedPaths(installed)) {
            if (!staying.contains(path)) {
                leaving.add(path);
            }
        }
        List<SafePath> arriving = previous.receipt().files().stream()
                .map(ReceiptEntry::path)
                .filter(path -> !staying.contains(path))
                .toList();
        Route route = new Route(home, DISCARDED, leaving, arriving, staying);
        return new Journal(
                Journal.Direction.FORWARD,
                release.manifest().app(),
                installed.map(Receipt::manifestSha256),
                release.sha256(),
                registration.versions().find(release.manifest().app()),
                Optional.<Sha256>empty(),
                DISCARDED,
                route.aside(),
                arrivals,
                route.madeFolders());
    }

    /** Without a receipt, whatever a release that is remembered has left there. */
    private Iterable<SafePath> installedPaths(Optional<Receipt> installed) throws IOException {
        if (installed.isPresent()) {
            return installed.get().files().stream().map(ReceiptEntry::path).toList();
        }
        return Inventory.deep(home, release.manifest()).intact().keySet();
    }
}
