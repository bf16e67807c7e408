package jp.quickcare.manifest.tuf;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;

/**
 * Which versions of all targets roles belong together (TUF 4.4).
 *
 * @param version at least 1
 * @param expires when it is no longer good
 * @param meta by file name without version, for example {@code qc.json}
 */
public record Snapshot(long version, Instant expires, Map<String, MetaFile> meta) implements RoleMetadata {
    static final String TYPE = "snapshot";

    /** Copies the map and keeps its order. */
    public Snapshot {
        meta = Collections.unmodifiableMap(new LinkedHashMap<>(meta));
    }

    /** What it announces of a targets role. */
    public Optional<MetaFile> find(String role) {
        return Optional.ofNullable(meta.get(role + ".json"));
    }

    @Override
    public JsonObject toJson() {
        JsonObject.Builder metaJson = JsonObject.builder();
        meta.forEach((name, file) -> metaJson.put(name, file.toJson()));
        return Fields.common(TYPE, version, expires)
                .put("meta", metaJson.build())
                .build();
    }

    /** @throws JsonException where it is not of that form */
    public static Snapshot fromJson(JsonObject signed) throws JsonException {
        Fields.requireCommon(signed, TYPE);
        JsonObject metaJson = signed.object("meta");
        Map<String, MetaFile> meta = new LinkedHashMap<>();
        for (String name : metaJson.members().keySet()) {
            meta.put(name, MetaFile.fromJson(metaJson.object(name)));
        }
        return new Snapshot(Fields.version(signed), Fields.expires(signed), meta);
    }
}
