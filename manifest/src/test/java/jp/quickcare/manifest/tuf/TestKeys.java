package jp.quickcare.manifest.tuf;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/** Keys for tests. */
public final class TestKeys {
    private TestKeys() {}

    /** A new Ed25519 key that signs. */
    public static Ed25519Signer signer() {
        return new Ed25519Signer(pair());
    }

    /** A new Ed25519 key pair. */
    public static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
