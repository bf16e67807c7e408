package jp.quickcare.manifest.release;

import java.util.OptionalLong;
import jp.quickcare.manifest.digest.Sha256;

/**
 * One file of a release.
 *
 * @param path where it lies, under the application's folder
 * @param lengthBytes of the content, 0 to {@link #MAX_LENGTH_BYTES}
 * @param sha256 of the content
 * @param executable whether it may be run, where a system asks
 * @param zstLengthBytes how long the object is as stored, when it is stored compressed by zstd; empty when it is stored
 *     as it is
 */
public record ReleaseFile(
        SafePath path, long lengthBytes, Sha256 sha256, boolean executable, OptionalLong zstLengthBytes) {
    /** One TiB: more is a mistake or an attack (THREATS CT2). */
    public static final long MAX_LENGTH_BYTES = 1L << 40;

    /** Checks the lengths. */
    public ReleaseFile {
        if (lengthBytes < 0 || lengthBytes > MAX_LENGTH_BYTES) {
            throw new IllegalArgumentException("length " + lengthBytes + " of " + path);
        }
        if (zstLengthBytes.isPresent()
                && (zstLengthBytes.getAsLong() < 1 || zstLengthBytes.getAsLong() > MAX_LENGTH_BYTES)) {
            throw new IllegalArgumentException("stored length " + zstLengthBytes.getAsLong() + " of " + path);
        }
    }

    /** How many bytes bringing it moves: as stored. */
    public long transferBytes() {
        return zstLengthBytes.orElse(lengthBytes);
    }
}
