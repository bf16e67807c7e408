package jp.quickcare.manifest.tuf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonArray;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;

/**
 * A role that another one trusts with some targets (TUF 4.5).
 *
 * @param name any text but the names of top-level roles
 * @param keys who signs it
 * @param terminating whether a search that this role's paths match ends with it
 * @param paths patterns, see {@link PathPattern}; empty where prefixes are used
 * @param pathHashPrefixes beginnings of the SHA-256 of target paths, in hexadecimal; empty where patterns are used
 */
public record DelegatedRole(
        String name, RoleKeys keys, boolean terminating, List<String> paths, List<String> pathHashPrefixes) {
    private static final int MAX_NAME_LENGTH = 200;

    /** Refuses the names of top-level roles, empty and overlong ones (THREATS MT19), and paths beside prefixes. */
    public DelegatedRole {
        paths = List.copyOf(paths);
        pathHashPrefixes = List.copyOf(pathHashPrefixes);
        if (name.isEmpty() || name.length() > MAX_NAME_LENGTH || Root.ROLES.contains(name)) {
            throw new IllegalArgumentException("no name for a delegated role: \"" + name + "\"");
        }
        if (!paths.isEmpty() && !pathHashPrefixes.isEmpty()) {
            throw new IllegalArgumentException("\"paths\" and \"path_hash_prefixes\" exclude each other");
        }
    }

    /** A terminating role for the targets that match these patterns. */
    public static DelegatedRole terminating(String name, RoleKeys keys, List<String> paths) {
        return new DelegatedRole(name, keys, true, paths, List.of());
    }

    /** Whether the role is trusted with this target. */
    public boolean matches(String targetPath) {
        if (!pathHashPrefixes.isEmpty()) {
            String digest =
                    Sha256.of(targetPath.getBytes(StandardCharsets.UTF_8)).hex();
            return pathHashPrefixes.stream().anyMatch(digest::startsWith);
        }
        return paths.stream().anyMatch(pattern -> PathPattern.matches(pattern, targetPath));
    }

    /** As TUF 4.5 writes it. */
    public JsonObject toJson() {
        JsonObject.Builder builder = JsonObject.builder()
                .put("name", name)
                .put("keyids", JsonArray.ofStrings(keys.keyIds()))
                .put("threshold", keys.threshold())
                .put("terminating", terminating);
        if (pathHashPrefixes.isEmpty()) {
            builder.put("paths", JsonArray.ofStrings(paths));
        } else {
            builder.put("path_hash_prefixes", JsonArray.ofStrings(pathHashPrefixes));
        }
        return builder.build();
    }

    /** @throws JsonException where it is not of that form */
    public static DelegatedRole fromJson(JsonObject json) throws JsonException {
        if (json.has("paths") == json.has("path_hash_prefixes")) {
            throw new JsonException("a delegation has not exactly one of \"paths\" and \"path_hash_prefixes\"");
        }
        try {
            return new DelegatedRole(
                    json.string("name"),
                    RoleKeys.fromJson(json),
                    json.bool("terminating"),
                    strings(json, "paths").orElse(List.of()),
                    strings(json, "path_hash_prefixes").orElse(List.of()));
        } catch (IllegalArgumentException e) {
            throw new JsonException(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<List<String>> strings(JsonObject json, String name) throws JsonException {
        return json.has(name) ? Optional.of(json.array(name).strings()) : Optional.empty();
    }
}
