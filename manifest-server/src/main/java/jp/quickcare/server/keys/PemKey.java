package jp.quickcare.server.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ed25519 keys as PEM: PKCS#8 for private ones, as OpenSSL writes them too, X.509 for public ones (RFC 8410, 7468). */
final class PemKey {
    private static final String ALGORITHM = "Ed25519";
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN (PRIVATE|PUBLIC) KEY-----\\s*([A-Za-z0-9+/=\\s]+?)\\s*-----END \\1 KEY-----");

    private PemKey() {}

    static KeyPair generate() {
        return generator(null).generateKeyPair();
    }

    static byte[] encode(PrivateKey key) {
        return pem("PRIVATE", key);
    }

    static byte[] encode(PublicKey key) {
        return pem("PUBLIC", key);
    }

    private static byte[] pem(String kind, Key key) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return ("-----BEGIN " + kind + " KEY-----\n" + body + "\n-----END " + kind + " KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads a private key and works its public half out. @throws InvalidKeySpecException saying what it is instead */
    static KeyPair readPrivate(byte[] pem) throws InvalidKeySpecException {
        byte[] encoded = block(pem, "PRIVATE");
        try {
            PrivateKey key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            if (!(key instanceof EdECPrivateKey edwards)
                    || !edwards.getParams().getName().equals(ALGORITHM)) {
                throw new InvalidKeySpecException("is not an Ed25519 key");
            }
            byte[] seed = edwards.getBytes().orElseThrow(() -> new InvalidKeySpecException("has no private value"));
            return generator(seed).generateKeyPair();
        } catch (InvalidKeySpecException e) {
            throw new InvalidKeySpecException("is not an Ed25519 private key", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
        }
    }

    static PublicKey readPublic(byte[] pem) throws InvalidKeySpecException {
        byte[] encoded = block(pem, "PUBLIC");
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (InvalidKeySpecException e) {
            throw new InvalidKeySpecException("is not an Ed25519 public key", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
        }
    }

    private static byte[] block(byte[] pem, String kind) throws InvalidKeySpecException {
        Matcher matcher = BLOCK.matcher(new String(pem, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            if (matcher.group(1).equals(kind)) {
                try {
                    return Base64.getMimeDecoder().decode(matcher.group(2));
                } catch (IllegalArgumentException e) {
                    throw new InvalidKeySpecException("holds damaged base64", e);
                }
            }
        }
        throw new InvalidKeySpecException("has no PEM block \"" + kind + " KEY\"");
    }

    /**
     * A generator that, with a seed, makes the pair of that seed: the private value of Ed25519 is nothing but 32 random
     * bytes (RFC 8032 5.1.5), and this is the way to have the platform compute the public half of a key it has read.
     */
    private static KeyPairGenerator generator(byte @org.jspecify.annotations.Nullable [] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            if (seed != null) {
                generator.initialize(NamedParameterSpec.ED25519, new FixedBytes(seed));
            }
            return generator;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
        }
    }

    private static final class FixedBytes extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final byte[] bytes;

        FixedBytes(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] target) {
            if (target.length != bytes.length) {
                throw new IllegalStateException("an Ed25519 private value has 32 bytes, not " + target.length);
            }
            System.arraycopy(bytes, 0, target, 0, bytes.length);
        }
    }
}
