package jp.quickcare.manifest.release;

import jp.quickcare.manifest.digest.Sha256;

/**
 * An object from which, together with one older release, the changed files of a release are made. It only saves bytes:
 * what comes of it must be what the release's files say, and without it they come whole.
 *
 * @param from digest of the older release's manifest
 * @param lengthBytes of the object, which is stored as it is; 1 to {@link ReleaseFile#MAX_LENGTH_BYTES}
 * @param sha256 of the object
 */
public record ReleaseDelta(Sha256 from, long lengthBytes, Sha256 sha256) {
    /** How many a release may have. */
    public static final int MAX_DELTAS = 64;

    /** Refuses lengths that no delta has (THREATS CT2). */
    public ReleaseDelta {
        if (lengthBytes < 1 || lengthBytes > ReleaseFile.MAX_LENGTH_BYTES) {
            throw new IllegalArgumentException("a delta of " + lengthBytes + " bytes");
        }
    }
}
