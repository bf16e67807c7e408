package jp.quickcare.manifest.release;

import jp.quickcare.manifest.digest.Sha256;

/**
 * A release that this PC may install: vendor and site both stand behind it, and it fits. Only {@link Agreement} makes
 * one, so a forgotten check does not compile.
 */
public final class TrustedRelease {
    private final Offer offer;
    private final ReleaseManifest manifest;
    private final Sha256 manifestSha256;
    private final byte[] manifestBytes;

    TrustedRelease(Offer offer, ReleaseManifest manifest, byte[] manifestBytes) {
        this.offer = offer;
        this.manifest = manifest;
        this.manifestBytes = manifestBytes.clone();
        this.manifestSha256 = Sha256.of(manifestBytes);
    }

    /** What the site wants done about it. */
    public Offer offer() {
        return offer;
    }

    /** What it consists of. */
    public ReleaseManifest manifest() {
        return manifest;
    }

    /** Which bytes it is: the digest of its manifest. */
    public Sha256 manifestSha256() {
        return manifestSha256;
    }

    /** The manifest as it was signed; a copy. */
    public byte[] manifestBytes() {
        return manifestBytes.clone();
    }
}
