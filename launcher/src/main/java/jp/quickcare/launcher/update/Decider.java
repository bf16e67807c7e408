package jp.quickcare.launcher.update;

import java.util.Optional;
import java.util.function.Predicate;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.receipt.Receipt;
import jp.quickcare.launcher.update.UpdateDecision.NewInstallForbidden;
import jp.quickcare.launcher.update.UpdateDecision.NotPossible;
import jp.quickcare.launcher.update.UpdateDecision.NothingOffered;
import jp.quickcare.launcher.update.UpdateDecision.Offered;
import jp.quickcare.launcher.update.UpdateDecision.PutBack;
import jp.quickcare.launcher.update.UpdateDecision.Refused;
import jp.quickcare.launcher.update.UpdateDecision.UpToDate;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.NotAgreedException;
import jp.quickcare.manifest.release.Offer;
import jp.quickcare.manifest.release.StartMode;
import jp.quickcare.manifest.release.TrustedRelease;

/** Decides about an offer. Asks for the release only where the policy lets this PC have it (SPEC A7). */
final class Decider {
    private Decider() {}

    /** Brings the release that an offer names, if vendor and site agree on it. */
    @FunctionalInterface
    interface Agreeing {
        TrustedRelease release(Offer offer) throws NotAgreedException, UpdateFailure;
    }

    /**
     * Decides.
     *
     * @param notAgain which releases were put back on this PC
     * @throws UpdateFailure the release could not be looked up
     */
    static UpdateDecision decide(
            Optional<Offer> offered, Optional<Receipt> installed, Predicate<Sha256> notAgain, Agreeing agreeing)
            throws UpdateFailure {
        if (offered.isEmpty()) {
            return new NothingOffered();
        }
        Offer offer = offered.get();
        if (offer.mode() == StartMode.REFUSED) {
            return new Refused(offer);
        }
        if (installed.isEmpty() && !offer.newInstalls()) {
            return new NewInstallForbidden(offer);
        }
        TrustedRelease release;
        try {
            release = agreeing.release(offer);
        } catch (NotAgreedException e) {
            return new NotPossible(offer, e);
        }
        if (installed.isPresent() && installed.get().manifestSha256().equals(release.manifestSha256())) {
            return new UpToDate(release);
        }
        if (notAgain.test(release.manifestSha256())) {
            return new PutBack(offer, release);
        }
        boolean required = installed.isPresent()
                && offer.requiredFor(
                        installed.get().counter(), release.manifest().counter());
        return new Offered(release, required);
    }
}
