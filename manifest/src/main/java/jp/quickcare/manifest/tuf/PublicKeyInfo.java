package jp.quickcare.manifest.tuf;

import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.CanonicalJson;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;

/**
 * A public key as metadata carries it (TUF 4.2.2). A kind that is not known, or bytes that are no key, are kept and
 * never verify anything.
 *
 * @param keyType {@code ed25519}, {@code ecdsa}, {@code ecdsa-sha2-nistp256} or {@code rsa}
 * @param scheme {@code ed25519}, {@code ecdsa-sha2-nistp256} or {@code rsassa-pss-sha256}
 * @param publicValue hexadecimal for Ed25519, PEM for the others
 */
public record PublicKeyInfo(String keyType, String scheme, String publicValue) {
    /** The identifier that TUF gives the key: SHA-256 of its canonical form, in hexadecimal. */
    public String keyId() {
        return Sha256.of(CanonicalJson.encode(toJson())).hex();
    }

    /** As TUF 4.2.2 writes it. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("keytype", keyType)
                .put("keyval", JsonObject.builder().put("public", publicValue).build())
                .put("scheme", scheme)
                .build();
    }

    /** @throws JsonException where it is not of that form; a useless key is no such case */
    public static PublicKeyInfo fromJson(JsonObject json) throws JsonException {
        return new PublicKeyInfo(
                json.string("keytype"),
                json.string("scheme"),
                json.object("keyval").string("public"));
    }
}
