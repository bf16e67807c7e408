package jp.quickcare.launcher.fetch;

import java.util.OptionalLong;
import jp.quickcare.manifest.digest.Sha256;

/**
 * A content to bring, as a signed release manifest names it.
 *
 * @param sha256 digest of the plain content
 * @param lengthBytes length of the plain content, 0 or more
 * @param zstLengthBytes length of the stored form where the sources hold it compressed by zstd; empty where they hold
 *     it plain
 */
public record WantedObject(Sha256 sha256, long lengthBytes, OptionalLong zstLengthBytes) {
    /** Refuses negative lengths. */
    public WantedObject {
        if (lengthBytes < 0) {
            throw new IllegalArgumentException("length " + lengthBytes);
        }
        if (zstLengthBytes.isPresent() && zstLengthBytes.getAsLong() < 0) {
            throw new IllegalArgumentException("zstd length " + zstLengthBytes.getAsLong());
        }
    }

    /** True where the sources hold it compressed. */
    boolean compressed() {
        return zstLengthBytes.isPresent();
    }

    /** How many bytes cross the wire for the whole of it. */
    long storedBytes() {
        return zstLengthBytes.orElse(lengthBytes);
    }

    /** What the sources call it: the digest, with {@code .zst} where it is compressed. */
    String storedName() {
        return compressed() ? sha256.hex() + ".zst" : sha256.hex();
    }
}
