package jp.quickcare.manifest.tuf;

import java.util.HashSet;
import java.util.List;
import jp.quickcare.manifest.json.JsonArray;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;

/**
 * Who signs a role.
 *
 * @param keyIds the keys that count, each once
 * @param threshold how many different keys must sign, at least 1
 */
public record RoleKeys(List<String> keyIds, int threshold) {
    /** Refuses a threshold below 1 and a key named twice. */
    public RoleKeys {
        keyIds = List.copyOf(keyIds);
        if (threshold < 1) {
            throw new IllegalArgumentException("threshold " + threshold + " is less than 1");
        }
        if (new HashSet<>(keyIds).size() < keyIds.size()) {
            throw new IllegalArgumentException("a key is named twice");
        }
    }

    /** As TUF 4.3 writes it. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("keyids", JsonArray.ofStrings(keyIds))
                .put("threshold", threshold)
                .build();
    }

    /** @throws JsonException where it is not of that form (THREATS MT3, MT4) */
    public static RoleKeys fromJson(JsonObject json) throws JsonException {
        long threshold = Fields.positive(json, "threshold");
        if (threshold > Integer.MAX_VALUE) {
            throw new JsonException("member \"threshold\" is larger than any number of keys");
        }
        try {
            return new RoleKeys(json.array("keyids").strings(), (int) threshold);
        } catch (IllegalArgumentException e) {
            throw new JsonException(String.valueOf(e.getMessage()));
        }
    }
}
