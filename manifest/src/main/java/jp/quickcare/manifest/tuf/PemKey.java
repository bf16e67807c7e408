package jp.quickcare.manifest.tuf;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A key in the PEM form of X.509's SubjectPublicKeyInfo (RFC 7468), which must be exactly what Java would write. */
final class PemKey {
    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN PUBLIC KEY-----\r?\n([A-Za-z0-9+/=\r\n]{1,4000})\r?\n-----END PUBLIC KEY-----\\s{0,4}");

    private PemKey() {}

    static Optional<PublicKey> read(String pem, String algorithm) {
        Matcher match = PEM.matcher(pem);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            byte[] encoded = Base64.getDecoder().decode(match.group(1).replaceAll("[\r\n]", ""));
            PublicKey key = KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
            return Arrays.equals(key.getEncoded(), encoded) ? Optional.of(key) : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
