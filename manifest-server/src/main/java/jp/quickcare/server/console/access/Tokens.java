package jp.quickcare.server.console.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The token that each form carries back: only a page of ours, shown to the holder of that cookie, has it (THREATS SA4).
 * Nothing is kept for it, so that a visitor without a login costs no memory. Thread-safe.
 */
public final class Tokens {
    private static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** With a key of its own that lasts as long as the server runs. */
    public Tokens() {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, ALGORITHM);
    }

    /** The token of the holder of this cookie. */
    public String of(String cookie) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(cookie.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 17 has HMAC with SHA-256", e);
        }
    }

    /** Whether that is the token of the holder of this cookie. */
    public boolean matches(String cookie, String token) {
        return MessageDigest.isEqual(
                of(cookie).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
