package jp.quickcare.manifest.tuf;

import java.util.HexFormat;
import java.util.Optional;

/**
 * A public key that verifies. Its record equality is the equality of the keys themselves, however metadata spells or
 * names them, so that one key counts once (THREATS MT4).
 */
sealed interface VerificationKey permits Ed25519Key, EcdsaKey, RsaKey {
    /** Whether this is the key's signature of the message; anything malformed is not. */
    boolean verifies(byte[] message, byte[] signature);

    /** The key, where its kind is known and its bytes are one; empty otherwise. */
    static Optional<VerificationKey> of(PublicKeyInfo info) {
        return switch (info.keyType() + " " + info.scheme()) {
            case "ed25519 ed25519" -> Ed25519Key.of(info.publicValue());
            case "ecdsa ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256 ecdsa-sha2-nistp256" ->
                EcdsaKey.of(info.publicValue());
            case "rsa rsassa-pss-sha256" -> RsaKey.of(info.publicValue());
            default -> Optional.empty();
        };
    }

    /** Lower-case hexadecimal only: a second spelling of the same bytes has no honest use (THREATS MT16). */
    static Optional<byte[]> hex(String text) {
        boolean lower = text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        return lower && text.length() % 2 == 0 ? Optional.of(HexFormat.of().parseHex(text)) : Optional.empty();
    }
}
