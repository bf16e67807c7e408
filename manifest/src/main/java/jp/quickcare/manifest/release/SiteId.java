package jp.quickcare.manifest.release;

import jp.quickcare.manifest.digest.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Which site: the digest of the first root metadata that it ever signed. It stays the same through every rotation of
 * keys and every move of address.
 *
 * @param firstRoot SHA-256 of {@code 1.root.json} as it was signed
 */
public record SiteId(Sha256 firstRoot) {
    /** The site that starts with this root. */
    public static SiteId ofFirstRoot(byte[] firstRoot) {
        return new SiteId(Sha256.of(firstRoot));
    }

    // Written out in this and other records of an update: what Java makes for itself costs milliseconds at first use.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SiteId site && site.firstRoot.equals(firstRoot);
    }

    @Override
    public int hashCode() {
        return firstRoot.hashCode();
    }

    /** 64 lower-case hexadecimal digits, what a person compares as a fingerprint. */
    @Override
    public String toString() {
        return firstRoot.hex();
    }
}
