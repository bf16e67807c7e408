package jp.quickcare.manifest.tuf;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;

/** Announced lengths and digests, read and checked. */
final class Digests {
    private static final Map<String, String> KNOWN = Map.of("sha256", "SHA-256", "sha512", "SHA-512");

    private Digests() {}

    /**
     * Every known digest must fit, and at least one must be known: an unknown algorithm proves nothing (THREATS CT3).
     */
    static void verify(String role, byte[] content, long lengthBytes, Map<String, String> hashes)
            throws LengthException, HashException {
        if (content.length != lengthBytes) {
            throw new LengthException(role, lengthBytes, content.length);
        }
        verify(role, content, hashes);
    }

    static void verify(String role, byte[] content, Map<String, String> hashes) throws HashException {
        int known = 0;
        for (Map.Entry<String, String> announced : hashes.entrySet()) {
            String algorithm = KNOWN.get(announced.getKey());
            if (algorithm != null) {
                known++;
                String found = HexFormat.of().formatHex(digest(algorithm, content));
                if (!found.equals(announced.getValue())) {
                    throw new HashException(role, announced.getKey(), announced.getValue(), found);
                }
            }
        }
        if (known == 0) {
            throw new HashException(role, "none", String.join(", ", hashes.keySet()), "no known algorithm");
        }
    }

    /** The member {@code hashes}: at least one text by algorithm. */
    static Map<String, String> read(JsonObject owner) throws JsonException {
        JsonObject hashes = owner.object("hashes");
        if (hashes.members().isEmpty()) {
            throw new JsonException("\"hashes\" is empty");
        }
        Map<String, String> byAlgorithm = new LinkedHashMap<>();
        for (String algorithm : hashes.members().keySet()) {
            byAlgorithm.put(algorithm, hashes.string(algorithm));
        }
        return byAlgorithm;
    }

    static JsonObject toJson(Map<String, String> hashes) {
        JsonObject.Builder builder = JsonObject.builder();
        hashes.forEach(builder::put);
        return builder.build();
    }

    private static byte[] digest(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
