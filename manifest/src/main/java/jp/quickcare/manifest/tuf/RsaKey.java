package jp.quickcare.manifest.tuf;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;

/**
 * An RSA key for RSASSA-PSS with SHA-256 and a salt of 32 bytes. Checked here, because Java does not: at least 2,048
 * bits, and an exponent that is odd and at least 65,537 (THREATS MT18).
 */
record RsaKey(BigInteger modulus, BigInteger exponent, PublicKey key) implements VerificationKey {
    private static final int MIN_BITS = 2048;

    /** A longer key would only cost time. */
    private static final int MAX_BITS = 8192;

    private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(65_537);
    private static final int MAX_EXPONENT_BITS = 64;
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

    static Optional<VerificationKey> of(String pem) {
        return PemKey.read(pem, "RSA").flatMap(RsaKey::strong);
    }

    private static Optional<VerificationKey> strong(PublicKey key) {
        if (!(key instanceof RSAPublicKey rsa)) {
            return Optional.empty();
        }
        BigInteger n = rsa.getModulus();
        BigInteger e = rsa.getPublicExponent();
        boolean strong = n.bitLength() >= MIN_BITS
                && n.bitLength() <= MAX_BITS
                && n.testBit(0)
                && e.testBit(0)
                && e.compareTo(MIN_EXPONENT) >= 0
                && e.bitLength() <= MAX_EXPONENT_BITS;
        return strong ? Optional.of(new RsaKey(n, e, key)) : Optional.empty();
    }

    @Override
    public boolean verifies(byte[] message, byte[] signature) {
        if (signature.length != (modulus.bitLength() + 7) / 8) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("RSASSA-PSS");
            verifier.setParameter(PSS);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
