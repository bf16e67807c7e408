package jp.quickcare.manifest.tuf;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;

/**
 * Targets and delegations of one role (TUF 4.5).
 *
 * @param version at least 1
 * @param expires when it is no longer good
 * @param targets by target path, in the order signed
 * @param delegations whom it trusts with further targets
 */
public record Targets(long version, Instant expires, Map<String, TargetInfo> targets, Delegations delegations)
        implements RoleMetadata {
    static final String TYPE = "targets";

    /** Copies the map and keeps its order. */
    public Targets {
        targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
    }

    @Override
    public JsonObject toJson() {
        JsonObject.Builder targetsJson = JsonObject.builder();
        targets.forEach((path, target) -> targetsJson.put(path, toJson(target)));
        JsonObject.Builder builder = Fields.common(TYPE, version, expires).put("targets", targetsJson.build());
        if (!delegations.equals(Delegations.NONE)) {
            builder.put("delegations", delegations.toJson());
        }
        return builder.build();
    }

    private static JsonObject toJson(TargetInfo target) {
        JsonObject.Builder builder = JsonObject.builder();
        target.custom().ifPresent(custom -> builder.put("custom", custom));
        return builder.put("hashes", Digests.toJson(target.hashes()))
                .put("length", target.lengthBytes())
                .build();
    }

    /** @param role the role that it is the metadata of @throws JsonException where it is not of that form */
    public static Targets fromJson(String role, JsonObject signed) throws JsonException {
        Fields.requireCommon(signed, TYPE);
        JsonObject targetsJson = signed.object("targets");
        Map<String, TargetInfo> targets = new LinkedHashMap<>();
        for (String path : targetsJson.members().keySet()) {
            targets.put(path, target(path, targetsJson.object(path), role));
        }
        Delegations delegations =
                signed.has("delegations") ? Delegations.fromJson(signed.object("delegations")) : Delegations.NONE;
        return new Targets(Fields.version(signed), Fields.expires(signed), targets, delegations);
    }

    private static TargetInfo target(String path, JsonObject json, String role) throws JsonException {
        Optional<JsonObject> custom = json.has("custom") ? Optional.of(json.object("custom")) : Optional.empty();
        return new TargetInfo(path, Fields.nonNegative(json, "length"), Digests.read(json), custom, role);
    }
}
