package jp.quickcare.server.console.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The console's password as it is kept: {@code pbkdf2-sha256$iterations$salt$hash}, salt and hash in Base64 (SPEC A11).
 * Never the password itself. Thread-safe.
 */
public final class PasswordHash {
    /** What a password may have at the most, in UTF-16 units: a longer one would only cost time. */
    public static final int LONGEST = 256;

    /** What a password has to have at the least, in UTF-16 units. */
    public static final int SHORTEST = 8;

    /** OWASP's password storage cheat sheet asks for as many of PBKDF2-HMAC-SHA256 (2023). */
    private static final int ITERATIONS = 600_000;

    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern FORM =
            Pattern.compile("pbkdf2-sha256\\$([1-9][0-9]{0,7})\\$([A-Za-z0-9+/=]{8,88})\\$([A-Za-z0-9+/=]{24,88})");
    private static final SecureRandom RANDOM = new SecureRandom();

    private PasswordHash() {}

    /**
     * Hashes a new password with a salt of its own; takes some tenths of a second by intention.
     *
     * @throws IllegalArgumentException it is longer than {@link #LONGEST}
     */
    public static String of(char[] password) {
        requireBounded(password);
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder();
        return "pbkdf2-sha256$" + ITERATIONS + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(derive(password, salt, ITERATIONS, HASH_BYTES));
    }

    /** Whether this is the password of that hash; false also where the hash is none. Case matters. */
    public static boolean matches(String hash, char[] password) {
        Matcher parts = FORM.matcher(hash);
        if (!parts.matches() || password.length > LONGEST) {
            return false;
        }
        int iterations = Integer.parseInt(parts.group(1));
        if (iterations > MOST_ITERATIONS) {
            return false;
        }
        try {
            byte[] wanted = Base64.getDecoder().decode(parts.group(3));
            byte[] salt = Base64.getDecoder().decode(parts.group(2));
            return MessageDigest.isEqual(wanted, derive(password, salt, iterations, wanted.length));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static byte[] derive(char[] password, byte[] salt, int iterations, int bytes) {
        PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, bytes * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 17 has PBKDF2 with SHA-256", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static void requireBounded(char[] password) {
        if (password.length > LONGEST) {
            throw new IllegalArgumentException("a password of " + password.length + " characters");
        }
    }

    /** Makes a password unreadable in memory once it is of no use any more. */
    public static void forget(char[] password) {
        Arrays.fill(password, '\0');
    }
}
