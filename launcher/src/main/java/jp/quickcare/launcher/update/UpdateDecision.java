package jp.quickcare.launcher.update;

import jp.quickcare.manifest.release.NotAgreedException;
import jp.quickcare.manifest.release.Offer;
import jp.quickcare.manifest.release.TrustedRelease;

/** What to do about what the site says. Pure: decided from values, carried out elsewhere. */
public sealed interface UpdateDecision {
    /** The site offers this PC nothing of the application: what is installed stays and starts. */
    record NothingOffered() implements UpdateDecision {}

    /** What is installed is what is offered. */
    record UpToDate(TrustedRelease release) implements UpdateDecision {}

    /**
     * Another release than the installed one is offered.
     *
     * @param required whether the installed one must not start any more (SPEC A6, A34)
     */
    record Offered(TrustedRelease release, boolean required) implements UpdateDecision {}

    /** Nobody starts, update or not (SPEC A6). */
    record Refused(Offer offer) implements UpdateDecision {}

    /** The application is not here, and the site lets no PC begin with it (SPEC A7). */
    record NewInstallForbidden(Offer offer) implements UpdateDecision {}

    /** The release offered did not come up on this PC and was put back; it is not taken again (SPEC A33). */
    record PutBack(Offer offer, TrustedRelease release) implements UpdateDecision {}

    /** The release offered may not be installed here; what is installed stays and starts (SPEC A22). */
    record NotPossible(Offer offer, NotAgreedException reason) implements UpdateDecision {}
}
