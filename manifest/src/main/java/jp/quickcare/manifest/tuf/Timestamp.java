package jp.quickcare.manifest.tuf;

import java.time.Instant;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;

/**
 * Which snapshot is the newest (TUF 4.6).
 *
 * @param version at least 1
 * @param expires when it is no longer good
 * @param snapshot what it announces of the snapshot
 */
public record Timestamp(long version, Instant expires, MetaFile snapshot) implements RoleMetadata {
    static final String TYPE = "timestamp";

    @Override
    public JsonObject toJson() {
        JsonObject meta =
                JsonObject.builder().put("snapshot.json", snapshot.toJson()).build();
        return Fields.common(TYPE, version, expires).put("meta", meta).build();
    }

    /** @throws JsonException where it is not of that form */
    public static Timestamp fromJson(JsonObject signed) throws JsonException {
        Fields.requireCommon(signed, TYPE);
        MetaFile snapshot = MetaFile.fromJson(signed.object("meta").object("snapshot.json"));
        return new Timestamp(Fields.version(signed), Fields.expires(signed), snapshot);
    }
}
