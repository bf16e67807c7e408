package jp.quickcare.launcher.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.fetch.Admitting;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.receipt.FileDigest;
import jp.quickcare.launcher.selfupdate.LauncherVersions;
import jp.quickcare.launcher.selfupdate.LauncherVersions.InForce;
import jp.quickcare.launcher.verify.VerifiedState;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.Ids;
import jp.quickcare.manifest.release.Installed;
import jp.quickcare.manifest.release.LauncherVersion;
import jp.quickcare.manifest.release.NotAgreedException;
import jp.quickcare.manifest.release.Offer;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.StartMode;
import jp.quickcare.manifest.release.TrustedRelease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a newer launcher before anything else (SPEC A21). The launcher is one more application, offered and signed
 * like any; whatever is wrong with its offer, the application itself goes on being updated by the launcher that works.
 */
final class SelfUpdate {
    private static final Logger LOG = LoggerFactory.getLogger(SelfUpdate.class);

    private final Installation installation;
    private final Transfer transfer;
    private final LauncherVersion running;

    SelfUpdate(Installation installation, Transfer transfer, LauncherVersion running) {
        this.installation = installation;
        this.transfer = transfer;
        this.running = running;
    }

    private Home home() {
        return installation.home();
    }

    /** The newer launcher that is offered and may be taken, if there is one. */
    Optional<TrustedRelease> offered(VerifiedState state) {
        try {
            return newer(state);
        } catch (UpdateFailure e) {
            LOG.warn("the launcher that is offered is not taken: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Whether a start has one to bring, as far as can be known. */
    boolean isOwed(VerifiedState state) {
        try {
            return newer(state).isPresent();
        } catch (UpdateFailure e) {
            // What it is could not be had now: the next start may.
            return true;
        }
    }

    private Optional<TrustedRelease> newer(VerifiedState state) throws UpdateFailure {
        Optional<Offer> offer = state.offer(Ids.LAUNCHER);
        if (offer.isEmpty() || offer.get().mode() == StartMode.REFUSED) {
            return Optional.empty();
        }
        try {
            InForce inForce = LauncherVersions.inForce(home());
            TrustedRelease release = state.release(offer.get(), installed(inForce), running);
            boolean taken = release.manifestSha256().hex().equals(inForce.manifestSha256())
                    || isOfInstallPackage(inForce, release)
                    || LauncherVersions.hasFailed(home(), release.manifestSha256());
            return taken ? Optional.empty() : Optional.of(release);
        } catch (NotAgreedException | IOException e) {
            LOG.warn("the launcher that is offered is not taken: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Installed installed(InForce inForce) {
        String platform = installation.settings().platform();
        if (inForce.manifestSha256().isEmpty()) {
            return Installed.nothing(Ids.LAUNCHER, platform);
        }
        Sha256 manifest = Sha256.ofHex(inForce.manifestSha256());
        return Installed.release(Ids.LAUNCHER, platform, inForce.counter(), manifest);
    }

    /** An install package has no signed number; its version says whether it is at least as new. */
    private static boolean isOfInstallPackage(InForce inForce, TrustedRelease release) {
        if (!inForce.manifestSha256().isEmpty()) {
            return false;
        }
        try {
            LauncherVersion offered = LauncherVersion.of(release.manifest().version());
            return LauncherVersion.of(inForce.version()).compareTo(offered) >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Where what is brought lies until a launcher is made of it. */
    private Path objects() {
        return home().state().resolve("launcher-objects");
    }

    /** What bringing a newer launcher would be; changes nothing. */
    NewerLauncher look(TrustedRelease release) throws IOException {
        long bytes = lacking(release, objects()).stream()
                .mapToLong(ReleaseFile::transferBytes)
                .sum();
        String inForce = LauncherVersions.inForce(home()).version();
        return new NewerLauncher(release.manifest().version(), inForce, bytes);
    }

    /**
     * Puts a newer launcher in place; the next start, or a reload, runs it.
     *
     * @throws UpdateFailure it could not be; the one before is still in force
     */
    void install(HomeLock lock, TrustedRelease release, Progress progress) throws UpdateFailure {
        if (!lock.home().equals(home())) {
            throw new IllegalArgumentException("locked " + lock.home());
        }
        Path objects = objects();
        try {
            DurableFiles.createFolders(objects);
            requireSpace(release);
            List<ReleaseFile> lacking = lacking(release, objects);
            List<String> missing = transfer.bring(
                            release.manifestSha256(), lacking, objects, Admitting.UNASKED, progress)
                    .missing();
            if (!missing.isEmpty()) {
                throw Transfer.missing(missing);
            }
            LauncherVersions.install(home(), release, objects);
            installation
                    .registration()
                    .versions()
                    .store(Ids.LAUNCHER, release.manifest().version());
            LauncherVersions.removeOld(home());
            DurableFiles.deleteTree(objects);
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot install a launcher: " + e.getMessage(), e, objects);
        }
    }

    private static List<ReleaseFile> lacking(TrustedRelease release, Path objects) throws IOException {
        List<ReleaseFile> lacking = new java.util.ArrayList<>();
        for (ReleaseFile file : release.manifest().files()) {
            Path object = objects.resolve(file.sha256().hex());
            if (!Files.isRegularFile(object) || !FileDigest.of(object).equals(file.sha256())) {
                lacking.add(file);
            }
        }
        return lacking;
    }

    private void requireSpace(TrustedRelease release) throws KeepFailure, IOException {
        long needed = 2 * release.manifest().totalBytes();
        long usable = Files.getFileStore(home().state()).getUsableSpace();
        if (usable < needed) {
            throw new KeepFailure(
                    FailureCode.NO_SPACE, "no room for a launcher", null, home().folder(), needed, usable);
        }
    }
}
