package jp.quickcare.manifest.tuf;

/** Holds a private key and signs with it. */
public interface Signer {
    /** The key's identifier, see {@link PublicKeyInfo#keyId()}. */
    default String keyId() {
        return key().keyId();
    }

    /** The public half. */
    PublicKeyInfo key();

    /** The signature of these bytes, as the key's scheme writes it. */
    byte[] sign(byte[] canonical);
}
