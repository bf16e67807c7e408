package jp.quickcare.manifest.tuf;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Optional;

/**
 * A key on the NIST curve P-256. Checked here, because Java does not: that it is this curve, and that a signature is
 * strict DER with both numbers in range (THREATS MT17).
 */
record EcdsaKey(BigInteger x, BigInteger y, PublicKey key) implements VerificationKey {
    private static final BigInteger P =
            new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
    private static final BigInteger B =
            new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
    private static final BigInteger N =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    private static final BigInteger A = P.subtract(BigInteger.valueOf(3));
    private static final ECPoint G = new ECPoint(
            new BigInteger("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", 16),
            new BigInteger("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5", 16));

    static Optional<VerificationKey> of(String pem) {
        return PemKey.read(pem, "EC").flatMap(EcdsaKey::onCurve);
    }

    private static Optional<VerificationKey> onCurve(PublicKey key) {
        if (!(key instanceof ECPublicKey ec)
                || !isP256(ec.getParams())
                || ec.getW().equals(ECPoint.POINT_INFINITY)) {
            return Optional.empty();
        }
        BigInteger x = ec.getW().getAffineX();
        BigInteger y = ec.getW().getAffineY();
        boolean inField = x.signum() >= 0 && x.compareTo(P) < 0 && y.signum() >= 0 && y.compareTo(P) < 0;
        boolean onCurve = y.multiply(y)
                        .subtract(x.pow(3).add(A.multiply(x)).add(B))
                        .mod(P)
                        .signum()
                == 0;
        return inField && onCurve ? Optional.of(new EcdsaKey(x, y, key)) : Optional.empty();
    }

    private static boolean isP256(ECParameterSpec spec) {
        return spec.getCurve().getField() instanceof ECFieldFp field
                && field.getP().equals(P)
                && spec.getCurve().getA().equals(A)
                && spec.getCurve().getB().equals(B)
                && spec.getGenerator().equals(G)
                && spec.getOrder().equals(N)
                && spec.getCofactor() == 1;
    }

    @Override
    public boolean verifies(byte[] message, byte[] signature) {
        if (!isStrict(signature)) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** A DER sequence of two minimal integers from 1 to n-1 and nothing else. */
    private static boolean isStrict(byte[] der) {
        if (der.length < 8 || der.length > 72 || der[0] != 0x30 || der[1] != der.length - 2) {
            return false;
        }
        int afterR = afterInteger(der, 2);
        return afterR > 0 && afterInteger(der, afterR) == der.length;
    }

    /** Where the integer at this place ends, or -1 where it is none of those wanted. */
    private static int afterInteger(byte[] der, int at) {
        if (at + 2 >= der.length || der[at] != 0x02) {
            return -1;
        }
        int length = der[at + 1];
        int end = at + 2 + length;
        if (length < 1 || length > 33 || end > der.length) {
            return -1;
        }
        BigInteger value = new BigInteger(der, at + 2, length);
        boolean minimal = value.toByteArray().length == length;
        return minimal && value.signum() > 0 && value.compareTo(N) < 0 ? end : -1;
    }
}
