package jp.quickcare.manifest.tuf;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;

/**
 * The keys of the top-level roles (TUF 4.3).
 *
 * @param version at least 1
 * @param expires when it is no longer good
 * @param consistentSnapshot whether file names carry versions and digests
 * @param keys by key id
 * @param roles {@code root}, {@code timestamp}, {@code snapshot} and {@code targets}
 */
public record Root(
        long version,
        Instant expires,
        boolean consistentSnapshot,
        Map<String, PublicKeyInfo> keys,
        Map<String, RoleKeys> roles)
        implements RoleMetadata {
    /** The roles that a root names keys for. */
    public static final List<String> ROLES = List.of("root", "timestamp", "snapshot", "targets");

    static final String TYPE = "root";

    /** Copies the maps. @throws IllegalArgumentException where one of the four roles is missing */
    public Root {
        keys = Map.copyOf(keys);
        roles = Map.copyOf(roles);
        if (!roles.keySet().containsAll(ROLES)) {
            throw new IllegalArgumentException("\"roles\" lacks one of " + ROLES);
        }
    }

    /** Keys and threshold of a top-level role. */
    public RoleKeys role(String name) {
        RoleKeys role = roles.get(name);
        if (role == null) {
            throw new IllegalArgumentException("no top-level role: " + name);
        }
        return role;
    }

    @Override
    public JsonObject toJson() {
        JsonObject.Builder keysJson = JsonObject.builder();
        keys.forEach((id, key) -> keysJson.put(id, key.toJson()));
        JsonObject.Builder rolesJson = JsonObject.builder();
        roles.forEach((name, role) -> rolesJson.put(name, role.toJson()));
        return Fields.common(TYPE, version, expires)
                .put("consistent_snapshot", consistentSnapshot)
                .put("keys", keysJson.build())
                .put("roles", rolesJson.build())
                .build();
    }

    /** @throws JsonException where it is not of that form */
    public static Root fromJson(JsonObject signed) throws JsonException {
        Fields.requireCommon(signed, TYPE);
        Map<String, RoleKeys> roles = new LinkedHashMap<>();
        JsonObject rolesJson = signed.object("roles");
        for (String name : ROLES) {
            roles.put(name, RoleKeys.fromJson(rolesJson.object(name)));
        }
        boolean consistent = signed.has("consistent_snapshot") && signed.bool("consistent_snapshot");
        return new Root(Fields.version(signed), Fields.expires(signed), consistent, keys(signed.object("keys")), roles);
    }

    static Map<String, PublicKeyInfo> keys(JsonObject json) throws JsonException {
        Map<String, PublicKeyInfo> keys = new LinkedHashMap<>();
        for (String id : json.members().keySet()) {
            keys.put(id, PublicKeyInfo.fromJson(json.object(id)));
        }
        return keys;
    }
}
