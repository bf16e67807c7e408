package jp.quickcare.manifest.tuf;

import java.time.Instant;

/** What happens about metadata that is past its date. */
@FunctionalInterface
interface ExpiryRule {
    /** Told of the date of every file before it is trusted. @throws ExpiredException where that refuses it */
    void check(String role, Instant expires) throws ExpiredException;

    /** Refuses what is expired at that instant: TUF's own rule. */
    static ExpiryRule refuse(Instant now) {
        return (role, expires) -> {
            if (!now.isBefore(expires)) {
                throw new ExpiredException(role, expires, now);
            }
        };
    }
}
