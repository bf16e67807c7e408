package jp.quickcare.manifest.tuf;

import java.util.Map;
import java.util.OptionalLong;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;

/**
 * What a timestamp or snapshot announces of another metadata file.
 *
 * @param version its version, at least 1
 * @param lengthBytes its length, where announced
 * @param hashes its digests by algorithm; empty where none are announced
 */
public record MetaFile(long version, OptionalLong lengthBytes, Map<String, String> hashes) {
    /** Copies the hashes. */
    public MetaFile {
        hashes = Map.copyOf(hashes);
    }

    /** Announces only a version. */
    public static MetaFile ofVersion(long version) {
        return new MetaFile(version, OptionalLong.empty(), Map.of());
    }

    /** Announces version, length and SHA-256 of these bytes. */
    public static MetaFile of(long version, byte[] file) {
        String sha256 = Sha256.of(file).hex();
        return new MetaFile(version, OptionalLong.of(file.length), Map.of("sha256", sha256));
    }

    /** As TUF 4.4 and 4.6 write it. */
    public JsonObject toJson() {
        JsonObject.Builder builder = JsonObject.builder();
        if (!hashes.isEmpty()) {
            builder.put("hashes", Digests.toJson(hashes));
        }
        lengthBytes.ifPresent(length -> builder.put("length", length));
        return builder.put("version", version).build();
    }

    /** @throws JsonException where it is not of that form */
    public static MetaFile fromJson(JsonObject json) throws JsonException {
        OptionalLong length = OptionalLong.empty();
        if (json.has("length")) {
            length = OptionalLong.of(Fields.nonNegative(json, "length"));
        }
        return new MetaFile(
                Fields.positive(json, "version"), length, json.has("hashes") ? Digests.read(json) : Map.of());
    }

    /** Checks bytes against what is announced, as far as it is. */
    void verify(String role, byte[] content) throws LengthException, HashException {
        if (lengthBytes.isPresent() && lengthBytes.getAsLong() != content.length) {
            throw new LengthException(role, lengthBytes.getAsLong(), content.length);
        }
        if (!hashes.isEmpty()) {
            Digests.verify(role, content, hashes);
        }
    }
}
