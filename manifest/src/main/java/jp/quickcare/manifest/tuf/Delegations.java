package jp.quickcare.manifest.tuf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.quickcare.manifest.json.JsonArray;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;

/**
 * The roles that a targets role trusts with targets, in the order of their precedence (TUF 4.5).
 *
 * @param keys by key id
 * @param roles each name once
 */
public record Delegations(Map<String, PublicKeyInfo> keys, List<DelegatedRole> roles) {
    /** Trusts nobody. */
    public static final Delegations NONE = new Delegations(Map.of(), List.of());

    /** Copies both. @throws IllegalArgumentException where a role stands twice */
    public Delegations {
        keys = Map.copyOf(keys);
        roles = List.copyOf(roles);
        Set<String> names = new HashSet<>();
        for (DelegatedRole role : roles) {
            if (!names.add(role.name())) {
                throw new IllegalArgumentException("role \"" + role.name() + "\" is delegated to twice");
            }
        }
    }

    /** As TUF 4.5 writes it. */
    public JsonObject toJson() {
        JsonObject.Builder keysJson = JsonObject.builder();
        keys.forEach((id, key) -> keysJson.put(id, key.toJson()));
        return JsonObject.builder()
                .put("keys", keysJson.build())
                .put(
                        "roles",
                        JsonArray.of(roles.stream().map(DelegatedRole::toJson).toList()))
                .build();
    }

    /** @throws JsonException where it is not of that form */
    public static Delegations fromJson(JsonObject json) throws JsonException {
        List<DelegatedRole> roles = new ArrayList<>();
        for (JsonObject role : json.array("roles").objects()) {
            roles.add(DelegatedRole.fromJson(role));
        }
        try {
            return new Delegations(Root.keys(json.object("keys")), roles);
        } catch (IllegalArgumentException e) {
            throw new JsonException(String.valueOf(e.getMessage()));
        }
    }
}
