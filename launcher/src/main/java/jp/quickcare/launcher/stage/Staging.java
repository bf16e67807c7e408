package jp.quickcare.launcher.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.plan.UpdatePlan;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.receipt.ChangeStamp;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.ReleaseFile;

/**
 * The staging folder of one installation (SPEC A24): private to this user, on any volume. An attempt that broke off
 * leaves its objects there for the next. For one thread, under the installation's lock.
 */
public final class Staging {
    private final Home home;
    private final Path folder;

    private Staging(Home home, Path folder) {
        this.home = home;
        this.folder = folder;
    }

    /**
     * Opens the staging folder of an earlier attempt, or makes a new one.
     *
     * @param root the folder set for staging, or the system's temporary folder
     * @throws KeepFailure {@link FailureCode#DISK} when it cannot be made
     */
    public static Staging open(HomeLock lock, Path root) throws KeepFailure {
        Home home = lock.home();
        try {
            Staging staging = new Staging(home, StagingFolder.open(home, root));
            LeftOvers.takeBack(home, staging.objects());
            return staging;
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot stage in " + root, e, root);
        }
    }

    /** Where objects are to be brought: each as {@code <sha256>}, unfinished ones under a name of their own. */
    public Path objects() {
        return folder.resolve("objects");
    }

    /** Where files are made before they are whole; whatever lies there is worth nothing. */
    public Path unfinished() {
        return folder.resolve("unfinished");
    }

    /** Where parts of an object are brought, to be gone on with by the next attempt. */
    public Path parts() {
        return folder.resolve("parts");
    }

    /** The private folder itself. */
    Path folder() {
        return folder;
    }

    /**
     * What of the plan is still to be brought, each content once. Objects of an earlier attempt count when their digest
     * is right; whatever the plan does not name is deleted (THREATS CT8).
     */
    public List<ReleaseFile> lacking(UpdatePlan plan) throws KeepFailure {
        try {
            LeftOvers.takeBack(home, objects());
            return LeftOvers.lacking(plan, objects());
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot read " + objects(), e, objects());
        }
    }

    /**
     * Makes sure that the volumes have room for what is still to be brought and for what is copied, before anything is
     * fetched (SPEC A24).
     *
     * @param lacking what {@link #lacking} said
     * @throws KeepFailure {@link FailureCode#NO_SPACE} with the folder, the bytes needed and the bytes there
     */
    public void requireSpace(UpdatePlan plan, List<ReleaseFile> lacking) throws KeepFailure {
        SpaceNeed.of(plan, lacking, folder, home).require();
    }

    /**
     * Moves every object to the application's volume and verifies it there, where nothing can change it any more
     * (THREATS CT10). What was verified as it came, and is the same file unchanged since, is not read again. When this
     * returns everything is on the disk.
     *
     * @param verified stamps of objects as they were when they were verified, by their digest
     * @throws KeepFailure {@link FailureCode#FILE_MISSING} when an object was not brought; {@link
     *     FailureCode#NOT_TRUSTED} when its content is not what the release says, and it is gone then;
     *     {@link FailureCode#DAMAGED_INSTALLATION} when an installed file that was to be reused has another content
     *     than the inventory said: only a deep inventory helps; {@link FailureCode#CANCELLED}; {@link FailureCode#DISK}
     */
    public StagedRelease verify(UpdatePlan plan, Map<Sha256, ChangeStamp> verified, Progress progress)
            throws KeepFailure {
        return new Stager(home, plan, objects(), verified, progress).stage();
    }

    /** Removes the folder, once a release is in place or given up. */
    public void discard() throws KeepFailure {
        discard(home);
    }

    /** Removes the staging folder of an installation, if there is one. */
    public static void discard(Home home) throws KeepFailure {
        try {
            StagingFolder.discard(home);
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot remove the staging folder", e, home.folder());
        }
    }

    static KeepFailure disk(String what, Path file, IOException e) {
        return new KeepFailure(FailureCode.DISK, what + " " + file + ": " + e.getMessage(), e, file);
    }
}
