package jp.quickcare.launcher.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.quickcare.launcher.delta.RuntimeChoice;
import jp.quickcare.launcher.durable.DurableFiles;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.launch.LaunchFiles;
import jp.quickcare.launcher.launch.Running;
import jp.quickcare.launcher.launch.WindowsPrograms;
import jp.quickcare.launcher.runtime.RuntimeRelease;
import jp.quickcare.launcher.runtime.Runtimes;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.launcher.verify.VerifiedState;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.Ids;
import jp.quickcare.manifest.release.Installed;
import jp.quickcare.manifest.release.NotAgreedException;
import jp.quickcare.manifest.release.Offer;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.StartMode;
import jp.quickcare.manifest.release.TrustedRelease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a newer Java runtime, beside the one that runs, which the next start uses (SPEC A22). Like the launcher it is
 * offered and signed as any application is, and whatever is wrong with its offer, the application goes on being updated.
 */
final class RuntimeUpdate {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeUpdate.class);

    private final Workplace place;

    RuntimeUpdate(Workplace place) {
        this.place = place;
    }

    private Home home() {
        return place.installation().home();
    }

    /** The newer runtime that is offered and may be taken, if there is one. */
    Optional<TrustedRelease> offered(VerifiedState state) {
        try {
            return newer(state);
        } catch (UpdateFailure e) {
            LOG.warn("the runtime that is offered is not taken: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** What a start has to have before it goes on. */
    Optional<TrustedRelease> required(VerifiedState state) {
        return offered(state).filter(release -> release.offer().mode() == StartMode.REQUIRED);
    }

    /** Whether a start has one to bring, as far as can be known. */
    boolean isOwed(VerifiedState state) {
        boolean required = state.offer(Ids.RUNTIME)
                .filter(offer -> offer.mode() == StartMode.REQUIRED)
                .isPresent();
        try {
            return required && newer(state).isPresent();
        } catch (UpdateFailure e) {
            // What it is could not be had now: the next start may.
            return true;
        }
    }

    /** The newer runtime that is offered, did not run on this PC and is not to be tried now, if there is one. */
    Optional<TrustedRelease> passedOver(VerifiedState state) {
        try {
            return notInForce(state).filter(this::hasFailed);
        } catch (UpdateFailure e) {
            return Optional.empty();
        }
    }

    private Optional<TrustedRelease> newer(VerifiedState state) throws UpdateFailure {
        return notInForce(state).filter(release -> !hasFailed(release));
    }

    private boolean hasFailed(TrustedRelease release) {
        return Runtimes.hasFailed(
                home(), release.manifestSha256(), place.launcher().toString(), Instant.now());
    }

    private Optional<TrustedRelease> notInForce(VerifiedState state) throws UpdateFailure {
        Optional<Offer> offer = state.offer(Ids.RUNTIME);
        if (offer.isEmpty() || offer.get().mode() == StartMode.REFUSED) {
            return Optional.empty();
        }
        Optional<Runtimes.Named> inForce = Runtimes.inForce(home()).flatMap(runtime -> Runtimes.named(home()));
        try {
            TrustedRelease release = state.release(offer.get(), installed(inForce), place.launcher());
            boolean taken = inForce.isPresent() && isTaken(inForce.get(), release);
            return taken ? Optional.empty() : Optional.of(release);
        } catch (NotAgreedException e) {
            LOG.warn("the runtime that is offered is not taken: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Installed installed(Optional<Runtimes.Named> inForce) {
        String platform = place.installation().settings().platform();
        return inForce.isEmpty() || inForce.get().manifestSha256().isEmpty()
                ? Installed.nothing(Ids.RUNTIME, platform)
                : Installed.release(
                        Ids.RUNTIME,
                        platform,
                        inForce.get().counter(),
                        Sha256.ofHex(inForce.get().manifestSha256()));
    }

    /** The one of an install package has no place in the order of releases: there the versions decide. */
    private static boolean isTaken(Runtimes.Named inForce, TrustedRelease release) {
        if (!inForce.manifestSha256().isEmpty()) {
            return inForce.manifestSha256().equals(release.manifestSha256().hex());
        }
        String offered = release.manifest().version();
        try {
            return Runtime.Version.parse(inForce.name()).compareTo(Runtime.Version.parse(offered)) >= 0;
        } catch (IllegalArgumentException e) {
            return inForce.name().equals(offered);
        }
    }

    /** Where what is brought lies until a runtime is made of it. */
    private Path objects() {
        return home().state().resolve("runtime-objects");
    }

    /** What bringing a newer runtime would be; changes nothing. */
    NewerRuntime look(TrustedRelease release, RuntimeChoice.Beginnings beginnings) throws UpdateFailure, IOException {
        List<ReleaseFile> lacking = new RuntimeRelease(home(), release, objects()).lacking();
        return new NewerRuntime(
                release.manifest().version(),
                Runtimes.inForce(home())
                        .flatMap(runtime -> Runtimes.named(home()))
                        .map(Runtimes.Named::name),
                RuntimeChoice.of(home(), release.manifest(), lacking, beginnings));
    }

    /**
     * Puts a newer runtime in place; what runs goes on with the one it began with.
     *
     * @return false where it could not be: the one before stays in force
     */
    boolean install(HomeLock lock, TrustedRelease release, Conversation talk) {
        String version = release.manifest().version();
        try {
            if (!bring(lock, release, talk)) {
                LOG.error("runtime {} does not run here and is not taken for now", version);
                return false;
            }
            writeStartFiles(home());
            place.installation().registration().versions().store(Ids.RUNTIME, version);
            LOG.info("runtime {} is in place", version);
            return true;
        } catch (UpdateFailure | IOException e) {
            LOG.warn("the runtime was not updated: {}", e.toString());
            return false;
        }
    }

    private boolean bring(HomeLock lock, TrustedRelease release, Conversation talk) throws UpdateFailure, IOException {
        if (!lock.home().equals(home())) {
            throw new IllegalArgumentException("locked " + lock.home());
        }
        Path objects = objects();
        DurableFiles.createFolders(objects);
        requireSpace(release);
        RuntimeRelease runtime = new RuntimeRelease(home(), release, objects);
        new RuntimeArriving(place, release, talk).bring(runtime.lacking(), objects);
        if (runtime.install(RuntimeTrial.of(home()))) {
            DurableFiles.deleteTree(objects);
            return true;
        }
        // What was brought stays: it is tried once more, and not brought once more.
        Runtimes.noteFailed(home(), release.manifestSha256(), place.launcher().toString(), Instant.now());
        return false;
    }

    private void requireSpace(TrustedRelease release) throws KeepFailure, IOException {
        long needed = 2 * release.manifest().totalBytes();
        long usable = Files.getFileStore(home().state()).getUsableSpace();
        if (usable < needed) {
            throw new KeepFailure(FailureCode.NO_SPACE, "no room for a runtime", null, home().folder(), needed, usable);
        }
    }

    /** Has every start use the one in force. */
    private static void writeStartFiles(Home home) throws IOException {
        LaunchFiles.refresh(home);
        WindowsPrograms.write(home);
    }

    /** Removes runtimes of before that nothing runs from any more; at each run until they are gone. */
    static void tidy(Home home) {
        try {
            if (Runtimes.hasOld(home) && !Running.isAnywhere(home)) {
                // A kill may have come between the new one and the files that name it.
                writeStartFiles(home);
                Runtimes.removeOld(home);
            }
        } catch (IOException e) {
            LOG.info("an old runtime stays for now: {}", e.getMessage());
        }
    }
}
