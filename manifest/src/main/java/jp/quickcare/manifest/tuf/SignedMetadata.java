package jp.quickcare.manifest.tuf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.quickcare.manifest.json.CanonicalJson;
import jp.quickcare.manifest.json.JsonArray;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.json.JsonText;
import jp.quickcare.manifest.json.StrictJson;

/**
 * A metadata file as read: the signed part with every field it has, and its signatures. Whether these are good is not
 * said by its existence (TUF 4.2).
 *
 * @param signed the signed part, with fields that TUF does not name
 * @param signatures hexadecimal signatures by key id, each key once; not checked
 */
public record SignedMetadata(JsonObject signed, Map<String, String> signatures) {
    /** Copies the signatures and keeps their order. */
    public SignedMetadata {
        signatures = Collections.unmodifiableMap(new LinkedHashMap<>(signatures));
    }

    /** Reads the envelope. @throws JsonException where it is no strict JSON, no envelope, or a key has signed twice */
    public static SignedMetadata parse(byte[] file) throws JsonException {
        JsonObject envelope = StrictJson.parseObject(file);
        Map<String, String> signatures = new LinkedHashMap<>();
        for (JsonObject signature : envelope.array("signatures").objects()) {
            if (signatures.put(signature.string("keyid"), signature.string("sig")) != null) {
                throw new JsonException("a key has signed twice");
            }
        }
        return new SignedMetadata(envelope.object("signed"), signatures);
    }

    /** The bytes of a metadata file with this signed part, signed by all of these. */
    public static byte[] sign(JsonObject signed, List<Signer> signers) {
        byte[] canonical = CanonicalJson.encode(signed);
        List<JsonObject> signatures = new ArrayList<>();
        for (Signer signer : signers) {
            signatures.add(JsonObject.builder()
                    .put("keyid", signer.keyId())
                    .put("sig", HexFormat.of().formatHex(signer.sign(canonical)))
                    .build());
        }
        return JsonText.encode(JsonObject.builder()
                .put("signatures", JsonArray.of(signatures))
                .put("signed", signed)
                .build());
    }

    /** The bytes that signatures cover. */
    byte[] canonical() {
        return CanonicalJson.encode(signed);
    }
}
