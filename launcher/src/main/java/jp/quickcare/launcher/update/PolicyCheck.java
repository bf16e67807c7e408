package jp.quickcare.launcher.update;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.launch.NotAgain;
import jp.quickcare.launcher.policy.LastCheck;
import jp.quickcare.launcher.policy.LastCheck.Decision;
import jp.quickcare.launcher.policy.PolicyFiles;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.verify.VerifiedState;
import jp.quickcare.manifest.release.Installed;
import jp.quickcare.manifest.release.Offer;
import jp.quickcare.manifest.release.TargetName;
import jp.quickcare.manifest.release.TrustedRelease;

/** One full check: asks, decides, and keeps what it found for the clicks to come. Not thread-safe. */
final class PolicyCheck implements Closeable {
    private final Workplace place;
    private final VerifiedState state;

    private PolicyCheck(Workplace place, VerifiedState state) {
        this.place = place;
        this.state = state;
    }

    /** On what was verified just now; closes it in the end. */
    static PolicyCheck of(Workplace place, VerifiedState state) {
        return new PolicyCheck(place, state);
    }

    /** What was verified. */
    VerifiedState state() {
        return state;
    }

    /** Decides about the application, and keeps the decision. */
    UpdateDecision decide(Optional<Receipt> receipt) throws UpdateFailure {
        UpdateDecision decision = look(receipt);
        keep(decision, receipt);
        return decision;
    }

    /** Decides, and leaves what is kept as it is. */
    UpdateDecision look(Optional<Receipt> receipt) throws UpdateFailure {
        Installation installation = place.installation();
        String app = installation.settings().app();
        Installed installed = new Installed(
                app,
                installation.settings().platform(),
                receipt.map(found -> new Installed.InstalledRelease(found.counter(), found.manifestSha256())));
        return Decider.decide(
                state.offer(app),
                receipt,
                sha256 -> NotAgain.contains(installation.home(), sha256.hex()),
                offer -> state.release(offer, installed, place.launcher()));
    }

    /** Keeps what the clicks to come go by, and whether they have to ask though nothing is new. */
    void keep(UpdateDecision decision, Optional<Receipt> receipt) throws KeepFailure {
        Home home = place.installation().home();
        String installed = receipt.map(found -> found.manifestSha256().hex()).orElse("");
        try {
            PolicyFiles.write(home, note(decision, installed));
        } catch (IOException e) {
            throw new KeepFailure(FailureCode.DISK, "cannot keep the result of the check", e, home.lastCheck());
        }
    }

    private LastCheck note(UpdateDecision decision, String installed) {
        if (decision instanceof UpdateDecision.Offered offered) {
            return of(Decision.OFFERED, offered.release(), offered.required(), installed);
        }
        if (decision instanceof UpdateDecision.UpToDate current) {
            return of(Decision.UP_TO_DATE, current.release(), false, installed);
        }
        if (decision instanceof UpdateDecision.Refused refused) {
            return of(Decision.REFUSED, refused.offer(), installed);
        }
        if (decision instanceof UpdateDecision.NewInstallForbidden forbidden) {
            return of(Decision.UP_TO_DATE, forbidden.offer(), installed);
        }
        // What cannot or must not be installed here keeps nobody from starting what is.
        return of(Decision.UP_TO_DATE, false, "", "", 0, Map.of(), true, installed);
    }

    private LastCheck of(Decision decision, TrustedRelease release, boolean required, String installed) {
        Offer offer = release.offer();
        return of(
                decision,
                required,
                release.manifest().version(),
                release.manifestSha256().hex(),
                Math.min(offer.requiredCounter(), release.manifest().counter()),
                offer.message(),
                offer.newInstalls(),
                installed);
    }

    private LastCheck of(Decision decision, Offer offer, String installed) {
        String version = TargetName.of(offer.target().path()).version();
        return of(decision, false, version, "", 0, offer.message(), offer.newInstalls(), installed);
    }

    private LastCheck of(
            Decision decision,
            boolean required,
            String version,
            String manifestSha256,
            long requiredCounter,
            Map<String, String> message,
            boolean newInstalls,
            String installed) {
        long present = state.present().toEpochMilli();
        return new LastCheck(
                decision,
                required,
                version,
                manifestSha256,
                requiredCounter,
                message,
                newInstalls,
                state.siteEntityTag(),
                state.releaseEntityTag(),
                state.proxy(),
                installed,
                place.selfUpdate().isOwed(state) || place.runtimeUpdate().isOwed(state),
                present,
                present);
    }

    @Override
    public void close() {
        state.close();
    }
}
