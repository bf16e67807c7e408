package jp.quickcare.manifest.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 digest. Immutable, compared by content. */
public final class Sha256 {
    private static final int LENGTH_BYTES = 32;

    private final byte[] bytes;

    private Sha256(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads 64 lower-case hexadecimal digits.
     *
     * @throws IllegalArgumentException for anything else: another length, upper case, other characters
     */
    public static Sha256 ofHex(String hex) {
        if (!isHex(hex)) {
            throw new IllegalArgumentException(
                    "not 64 lower-case hexadecimal digits: \"" + hex.substring(0, Math.min(hex.length(), 70)) + "\"");
        }
        return new Sha256(HexFormat.of().parseHex(hex));
    }

    /** True for 64 lower-case hexadecimal digits. */
    public static boolean isHex(String text) {
        if (text.length() != 2 * LENGTH_BYTES) {
            return false;
        }
        return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    /** The digest of this content. */
    public static Sha256 of(byte[] content) {
        return new Sha256(newDigest().digest(content));
    }

    /** Ends a digest from {@link #newDigest()} that has been fed the content; it is reset by that. */
    public static Sha256 of(MessageDigest done) {
        byte[] value = done.digest();
        if (value.length != LENGTH_BYTES) {
            throw new IllegalArgumentException("not SHA-256: " + done.getAlgorithm());
        }
        return new Sha256(value);
    }

    /** A new SHA-256 to feed content to. */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sha256 that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The same as {@link #hex()}. */
    @Override
    public String toString() {
        return hex();
    }
}
