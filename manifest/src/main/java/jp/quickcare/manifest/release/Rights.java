package jp.quickcare.manifest.release;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonArray;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.json.JsonText;
import jp.quickcare.manifest.json.StrictJson;

/**
 * Which sites may distribute which application to this PC (SPEC B2). The PC's administrator owns the list; nothing that
 * a server says ever adds to it.
 *
 * @param sitesByApp application to the sites with a right to it
 */
public record Rights(Map<String, Set<SiteId>> sitesByApp) {
    private static final String TYPE = "rights";
    private static final long FORMAT = 1;

    /** No site may distribute anything. */
    public static final Rights NONE = new Rights(Map.of());

    /** Copies the list. */
    public Rights {
        Map<String, Set<SiteId>> copy = new TreeMap<>();
        sitesByApp.forEach((app, sites) -> copy.put(Ids.requireApp(app), Set.copyOf(sites)));
        sitesByApp = Collections.unmodifiableMap(copy);
    }

    /** True if that site may distribute that application. */
    public boolean allow(String app, SiteId site) {
        return sitesByApp.getOrDefault(app, Set.of()).contains(site);
    }

    /** These rights and one more. */
    public Rights with(String app, SiteId site) {
        Map<String, Set<SiteId>> more = new TreeMap<>(sitesByApp);
        Set<SiteId> sites = new java.util.HashSet<>(more.getOrDefault(app, Set.of()));
        sites.add(site);
        more.put(app, sites);
        return new Rights(more);
    }

    /** Reads what {@link #toBytes()} wrote. @throws InvalidReleaseException for anything else */
    public static Rights parse(byte[] bytes) throws InvalidReleaseException {
        try {
            JsonObject json = StrictJson.parseObject(bytes);
            if (!json.string("_type").equals(TYPE) || json.integer("format") != FORMAT) {
                throw new JsonException("not a list of rights of format " + FORMAT);
            }
            JsonObject apps = json.object("apps");
            Map<String, Set<SiteId>> sitesByApp = new TreeMap<>();
            for (String app : apps.members().keySet()) {
                List<SiteId> sites = new ArrayList<>();
                for (String site : apps.array(app).strings()) {
                    sites.add(new SiteId(Sha256.ofHex(site)));
                }
                sitesByApp.put(app, Set.copyOf(sites));
            }
            return new Rights(sitesByApp);
        } catch (JsonException | IllegalArgumentException e) {
            throw new InvalidReleaseException("rights: " + e.getMessage(), e);
        }
    }

    /** The list as JSON, always in the same order. */
    public byte[] toBytes() {
        JsonObject.Builder apps = JsonObject.builder();
        sitesByApp.forEach((app, sites) -> {
            TreeSet<String> ids = new TreeSet<>();
            sites.forEach(site -> ids.add(site.toString()));
            apps.put(app, JsonArray.ofStrings(ids));
        });
        return JsonText.encode(JsonObject.builder()
                .put("_type", TYPE)
                .put("format", FORMAT)
                .put("apps", apps.build())
                .build());
    }
}
