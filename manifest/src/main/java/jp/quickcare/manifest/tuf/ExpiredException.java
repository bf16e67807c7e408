package jp.quickcare.manifest.tuf;

import java.time.Instant;

/** Metadata is past its date (THREATS MT9, MT10). */
public final class ExpiredException extends TufException {
    private static final long serialVersionUID = 1L;

    private final Instant expires;
    private final Instant now;

    ExpiredException(String role, Instant expires, Instant now) {
        super(role, "expired " + expires + ", now is " + now);
        this.expires = expires;
        this.now = now;
    }

    /** Up to when it was good; not at that instant any more. */
    public Instant expires() {
        return expires;
    }

    /** What the client took for the present. */
    public Instant now() {
        return now;
    }
}
