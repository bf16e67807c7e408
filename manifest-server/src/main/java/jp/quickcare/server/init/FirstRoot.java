package jp.quickcare.server.init;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.quickcare.manifest.tuf.PublicKeyInfo;
import jp.quickcare.manifest.tuf.RoleKeys;
import jp.quickcare.manifest.tuf.Root;
import jp.quickcare.server.keys.NamedKey;

/** The root that a repository begins with. */
final class FirstRoot {
    private FirstRoot() {}

    /** @param rootThreshold of the root itself; every other role needs one key */
    static Root of(Map<String, List<NamedKey>> byRole, int rootThreshold, Instant expires) {
        Map<String, PublicKeyInfo> keys = new LinkedHashMap<>();
        Map<String, RoleKeys> roles = new LinkedHashMap<>();
        byRole.forEach((role, named) -> {
            named.forEach(key -> keys.put(key.key().keyId(), key.key()));
            List<String> ids = named.stream().map(key -> key.key().keyId()).toList();
            roles.put(role, new RoleKeys(ids, role.equals("root") ? rootThreshold : 1));
        });
        return new Root(1, expires, true, keys, roles);
    }
}
