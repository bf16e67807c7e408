package jp.quickcare.launcher.receipt;

import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.InvalidReleaseException;
import jp.quickcare.manifest.release.ReleaseManifest;

/**
 * A release manifest together with the very bytes it was read from. The bytes may say more than this launcher
 * understands, so they, and not what it made of them, are what is kept. Immutable.
 */
public final class PinnedManifest {
    private final ReleaseManifest manifest;
    private final Sha256 sha256;
    private final byte[] bytes;

    private PinnedManifest(ReleaseManifest manifest, Sha256 sha256, byte[] bytes) {
        this.manifest = manifest;
        this.sha256 = sha256;
        this.bytes = bytes;
    }

    /**
     * Reads a manifest and works out its digest.
     *
     * @throws InvalidReleaseException when the bytes are no release manifest
     */
    public static PinnedManifest of(byte[] bytes) throws InvalidReleaseException {
        byte[] own = bytes.clone();
        return new PinnedManifest(ReleaseManifest.parse(own), Sha256.of(own), own);
    }

    /** What the bytes say. */
    public ReleaseManifest manifest() {
        return manifest;
    }

    /** Digest of the bytes. */
    public Sha256 sha256() {
        return sha256;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }
}
