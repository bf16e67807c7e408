package jp.quickcare.manifest.tuf;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;

/** Signs with Ed25519, which is what this product signs with (RFC 8032). Thread-safe. */
public final class Ed25519Signer implements Signer {
    private static final int KEY_BYTES = 32;

    private final PrivateKey privateKey;
    private final PublicKeyInfo key;

    /** @throws IllegalArgumentException where the pair is not Ed25519 */
    public Ed25519Signer(KeyPair pair) {
        this.privateKey = pair.getPrivate();
        this.key = publicKey(pair.getPublic());
    }

    /** How metadata names this public key. @throws IllegalArgumentException where it is not Ed25519 */
    public static PublicKeyInfo publicKey(PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (!key.getAlgorithm().equals("EdDSA") || encoded.length != KEY_BYTES + 12) {
            throw new IllegalArgumentException("not an Ed25519 key: " + key.getAlgorithm());
        }
        // X.509 puts 12 fixed bytes in front of the key itself (RFC 8410).
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
        return new PublicKeyInfo("ed25519", "ed25519", HexFormat.of().formatHex(raw));
    }

    @Override
    public PublicKeyInfo key() {
        return key;
    }

    @Override
    public byte[] sign(byte[] canonical) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey);
            signature.update(canonical);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 could not sign", e);
        }
    }
}
