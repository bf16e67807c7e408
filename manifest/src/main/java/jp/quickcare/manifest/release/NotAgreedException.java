package jp.quickcare.manifest.release;

import org.jspecify.annotations.Nullable;

/** Vendor and site do not both stand behind a release, or it is not for this PC. Nothing of it may be used. */
public final class NotAgreedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Which rule is broken. */
    public enum Reason {
        /** The site's root is not in this PC's list for that application. */
        NO_RIGHT,
        /** The vendor has revoked the site (THREATS SA2). */
        SITE_REVOKED,
        /** The vendor does not list the release, or lists it with other bytes than the site (THREATS CT4). */
        REPOSITORIES_DIFFER,
        /** It is listed by a role that is not the application's own (THREATS MT20). */
        WRONG_ROLE,
        /** Its digests are missing, of unknown kinds, or not well-formed (THREATS CT3). */
        NO_DIGEST,
        /** The manifest's bytes are not those listed. */
        OTHER_BYTES,
        /** The manifest is not well-formed. */
        INVALID_MANIFEST,
        /** The manifest is of another application, version or platform than listed (THREATS CT5). */
        OTHER_RELEASE,
        /** It is for another application, channel or platform than this PC's. */
        NOT_FOR_THIS_PC,
        /** It needs a newer launcher. */
        LAUNCHER_TOO_OLD,
        /** It is older than what is installed, and the vendor allows no downgrade to it (THREATS CT6). */
        DOWNGRADE,
        /** It has the counter of what is installed, and other bytes (THREATS CT6). */
        SAME_COUNTER
    }

    private final Reason reason;

    /** @param detail what was found, in English */
    public NotAgreedException(Reason reason, String detail) {
        this(reason, detail, null);
    }

    NotAgreedException(Reason reason, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.reason = reason;
    }

    /** Which rule is broken. */
    public Reason reason() {
        return reason;
    }
}
