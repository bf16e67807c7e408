package jp.quickcare.manifest.release;

import jp.quickcare.manifest.digest.Sha256;

/**
 * An object in which the release lies in chunks, known by their content, so that a PC with any old files brings only
 * those that it lacks. It only saves bytes, as a {@link ReleaseDelta} does.
 *
 * @param lengthBytes of the object, which is stored as it is; at most {@link ReleaseFile#MAX_LENGTH_BYTES}
 * @param sha256 of the object
 * @param indexBytes how many of its bytes, from the first, are the index; 1 to {@link #MAX_INDEX_BYTES}
 * @param indexSha256 of the index
 */
public record ReleaseChunks(long lengthBytes, Sha256 sha256, int indexBytes, Sha256 indexSha256) {
    /** How long an index may be. */
    public static final int MAX_INDEX_BYTES = 12 << 20;

    /** Refuses lengths that no such object has (THREATS CT2). */
    public ReleaseChunks {
        if (lengthBytes < indexBytes
                || lengthBytes > ReleaseFile.MAX_LENGTH_BYTES
                || indexBytes < 1
                || indexBytes > MAX_INDEX_BYTES) {
            throw new IllegalArgumentException("chunks of " + lengthBytes + " bytes, index of " + indexBytes);
        }
    }
}
