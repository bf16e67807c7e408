package jp.quickcare.manifest.tuf;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An Ed25519 key (RFC 8032). What Java does not check is checked here: the encoding is the canonical one and the point
 * is none of the eight of small order, under which anybody's signature fits (THREATS MT16).
 */
record Ed25519Key(BigInteger y, boolean xOdd) implements VerificationKey {
    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger GROUP_ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    /** One of the two y of the points of order eight; the other is its negative. */
    private static final BigInteger ORDER_EIGHT_Y =
            new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16);

    private static final Set<BigInteger> SMALL_ORDER_Y = Set.of(
            BigInteger.ZERO, BigInteger.ONE, P.subtract(BigInteger.ONE), ORDER_EIGHT_Y, P.subtract(ORDER_EIGHT_Y));

    static Optional<VerificationKey> of(String hex) {
        Optional<byte[]> bytes = VerificationKey.hex(hex).filter(b -> b.length == KEY_BYTES);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        BigInteger number = littleEndian(bytes.get(), 0, KEY_BYTES);
        BigInteger y = number.clearBit(255);
        boolean sound = y.compareTo(P) < 0 && !SMALL_ORDER_Y.contains(y);
        return sound ? Optional.of(new Ed25519Key(y, number.testBit(255))) : Optional.empty();
    }

    @Override
    public boolean verifies(byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES
                || littleEndian(signature, KEY_BYTES, KEY_BYTES).compareTo(GROUP_ORDER) >= 0) {
            return false;
        }
        try {
            PublicKey key = KeyFactory.getInstance("Ed25519")
                    .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(xOdd, y)));
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    // Written out: what Java makes for a record costs an update milliseconds at first use.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Ed25519Key key && key.y.equals(y) && key.xOdd == xOdd;
    }

    @Override
    public int hashCode() {
        return y.hashCode();
    }

    private static BigInteger littleEndian(byte[] bytes, int from, int length) {
        byte[] reversed = new byte[length];
        for (int i = 0; i < length; i++) {
            reversed[i] = bytes[from + length - 1 - i];
        }
        return new BigInteger(1, reversed);
    }
}
