package jp.quickcare.launcher.apply;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.failure.ApplyFailure;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.plan.FileArrival;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.receipt.FileStamp;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.register.Registration;
import jp.quickcare.launcher.stage.StagedFile;
import jp.quickcare.launcher.stage.StagedRelease;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.SafePath;

/** Puts a staged release in place of the installed one: all of it, or nothing (SPEC A26). */
public final class Swap {
    private Swap() {}

    /**
     * Puts a release in place, registers it and writes the receipt. A kill at any instant leaves what {@link Recovery}
     * makes the old or the new release of. The old one's files are kept, so that it can be rolled back to (SPEC A33).
     *
     * @return where things of the user's went that stood where the release has a file; mostly none
     * @throws KeepFailure when nothing was changed: {@link FailureCode#NOT_TRUSTED} for a staged file that changed
     *     after it was verified, {@link FailureCode#DISK} otherwise
     * @throws ApplyFailure naming the file when it could not be put in place; the old release is whole again, or is
     *     made so by the next recovery
     */
    public static List<Path> apply(HomeLock lock, StagedRelease staged, Registration registration, Progress progress)
            throws KeepFailure, ApplyFailure {
        Home home = requireReady(lock, staged);
        Optional<Receipt> installed = Receipt.read(home.receipt());
        Planned planned = planned(home, staged, installed, registration);
        new Change(home, planned.journal(), registration).begin(staged.plan().release(), installed, progress);
        return planned.route().userNames().stream().map(home.folder()::resolve).toList();
    }

    /**
     * Has the system put a release in place when it starts again, where files of the old one are open until then (SPEC
     * A25). What {@link #apply} does after the renames is done by the next {@link Recovery}.
     *
     * @throws KeepFailure the system refuses, or a file changed; nothing was changed
     */
    public static void atRestart(HomeLock lock, StagedRelease staged, Registration registration, RestartMoves system)
            throws KeepFailure {
        Home home = requireReady(lock, staged);
        Optional<Receipt> installed = Receipt.read(home.receipt());
        Planned planned = planned(home, staged, installed, registration);
        try {
            new Change(home, planned.journal(), registration)
                    .atRestart(staged.plan().release(), installed, system);
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "not noted for a restart: " + e.getMessage(), e, home.folder());
        }
    }

    private static Home requireReady(HomeLock lock, StagedRelease staged) throws KeepFailure {
        Home home = lock.home();
        if (!home.equals(staged.home())) {
            throw new IllegalArgumentException("staged for " + staged.home() + ", locked " + home);
        }
        if (JournalFile.exists(home) || AtRestart.exists(home)) {
            throw new IllegalStateException("recover first: there is a journal in " + home.state());
        }
        requireUnchanged(staged);
        return home;
    }

    private record Planned(Journal journal, Route route) {}

    private static Planned planned(
            Home home, StagedRelease staged, Optional<Receipt> installed, Registration registration)
            throws KeepFailure {
        UpdatePlan plan = staged.plan();
        try {
            Optional<Sha256> from = installed.map(Receipt::manifestSha256);
            boolean another = from.isPresent() && !from.get().equals(plan.manifestSha256());
            String asideFolder = another ? PreviousRelease.folderFor(from.get()) : "state/discarded";
            Optional<Sha256> previous = another
                    ? from
                    : PreviousRelease.find(home, Optional.of(plan.manifestSha256()))
                            .map(found -> found.receipt().manifestSha256());
            Route route = route(home, staged, asideFolder);
            Journal journal = new Journal(
                    Journal.Direction.FORWARD,
                    plan.to().app(),
                    from,
                    plan.manifestSha256(),
                    registration.versions().find(plan.to().app()),
                    previous,
                    asideFolder,
                    route.aside(),
                    arrivals(home, staged),
                    route.madeFolders());
            return new Planned(journal, route);
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot look through " + home.app(), e, home.app());
        }
    }

    private static void requireUnchanged(StagedRelease staged) throws KeepFailure {
        for (StagedFile file : staged.files()) {
            try {
                if (FileStamp.of(file.at()).equals(file.stamp())) {
                    continue;
                }
            } catch (IOException e) {
                // Gone is changed.
            }
            String path = file.file().path().toString();
            throw new KeepFailure(FailureCode.NOT_TRUSTED, "changed after it was verified: " + path, null, path);
        }
    }

    private static Route route(Home home, StagedRelease staged, String asideFolder) throws IOException {
        List<SafePath> arriving =
                staged.files().stream().map(file -> file.file().path()).toList();
        List<SafePath> staying = new ArrayList<>();
        for (FileArrival arrival : staged.plan().arrivals()) {
            staying.add(arrival.file().path());
        }
        return new Route(home, asideFolder, staged.plan().aside(), arriving, staying);
    }

    private static List<Arrival> arrivals(Home home, StagedRelease staged) {
        List<Arrival> arrivals = new ArrayList<>();
        for (StagedFile file : staged.files()) {
            String from =
                    "state/" + home.state().relativize(file.at()).toString().replace('\\', '/');
            arrivals.add(new Arrival(new Move(from, "app/" + file.file().path()), file.stamp()));
        }
        return arrivals;
    }
}
