package jp.quickcare.manifest.tuf;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;

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

    /** A new ECDSA key on P-256 that signs. */
    static Signer ecdsa() {
        return new JcaSigner("ecdsa", "ecdsa-sha2-nistp256", "SHA256withECDSA", ecPair("secp256r1"));
    }

    /** A new RSA key for PSS that signs. */
    static Signer rsa(int bits) {
        return new JcaSigner("rsa", "rsassa-pss-sha256", "RSASSA-PSS", rsaPair(bits));
    }

    static KeyPair ecPair(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair rsaPair(int bits) {
        return rsaPair(bits, RSAKeyGenParameterSpec.F4);
    }

    static KeyPair rsaPair(int bits, BigInteger exponent) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(new RSAKeyGenParameterSpec(bits, exponent));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key in PEM. */
    static String pem(byte[] subjectPublicKeyInfo) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(subjectPublicKeyInfo)
                + "\n-----END PUBLIC KEY-----\n";
    }

    static byte[] sign(String algorithm, KeyPair pair, int saltBytes, byte[] message) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            if (algorithm.equals("RSASSA-PSS")) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, saltBytes, 1));
            }
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private record JcaSigner(String keyType, String scheme, String algorithm, KeyPair pair) implements Signer {
        @Override
        public PublicKeyInfo key() {
            return new PublicKeyInfo(keyType, scheme, pem(pair.getPublic().getEncoded()));
        }

        @Override
        public byte[] sign(byte[] canonical) {
            return TestKeys.sign(algorithm, pair, 32, canonical);
        }
    }
}
