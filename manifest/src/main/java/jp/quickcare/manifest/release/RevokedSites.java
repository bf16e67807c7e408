package jp.quickcare.manifest.release;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonArray;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.json.JsonText;
import jp.quickcare.manifest.json.StrictJson;
import jp.quickcare.manifest.tuf.TargetInfo;
import jp.quickcare.manifest.tuf.TufException;

/**
 * The sites whose word no longer counts, as the vendor signs it (THREATS SA2): the target {@value #PATH} of the vendor's
 * repository, listed by the role {@value #ROLE} and by no other. It is part of the vendor's snapshot, so a site that
 * hands the vendor's metadata on can neither leave it out nor go back to an older one. Immutable.
 *
 * @param sites by their first roots; at most {@link #MAX_SITES}
 */
public record RevokedSites(Set<SiteId> sites) {
    /** The delegated role that may list it. */
    public static final String ROLE = "sites";

    /** Its target path. */
    public static final String PATH = "sites/revoked.json";

    /** What the role is trusted with. */
    public static final String PATHS = "sites/*";

    /** Its largest length in bytes. */
    public static final long MAX_BYTES = 4_000_000;

    /** How many sites it may name. */
    public static final int MAX_SITES = 50_000;

    /** No site is revoked. */
    public static final RevokedSites NONE = new RevokedSites(Set.of());

    private static final String TYPE = "revoked-sites";
    private static final long FORMAT = 1;

    /** Copies the set. */
    public RevokedSites {
        sites = Set.copyOf(sites);
        if (sites.size() > MAX_SITES) {
            throw new IllegalArgumentException(sites.size() + " revoked sites");
        }
    }

    /** Whether that site's word no longer counts. */
    public boolean contains(SiteId site) {
        return sites.contains(site);
    }

    /** The list with one more. */
    public RevokedSites with(SiteId site) {
        Set<SiteId> more = new HashSet<>(sites);
        more.add(site);
        return new RevokedSites(more);
    }

    /** The list without one. */
    public RevokedSites without(SiteId site) {
        Set<SiteId> fewer = new HashSet<>(sites);
        fewer.remove(site);
        return new RevokedSites(fewer);
    }

    /**
     * The list as the vendor's repository vouches for it.
     *
     * @param fromVendor what a search for {@link #PATH} in the verified delegations found
     * @throws InvalidReleaseException another role lists it, or the bytes are not those listed
     */
    public static RevokedSites of(TargetInfo fromVendor, byte[] bytes) throws InvalidReleaseException {
        requireRole(fromVendor);
        try {
            fromVendor.verify(bytes);
        } catch (TufException e) {
            throw new InvalidReleaseException(String.valueOf(e.getMessage()), e);
        }
        return parse(bytes);
    }

    /** Its digest, by which it is stored. @throws InvalidReleaseException it is listed improperly */
    public static Sha256 digest(TargetInfo fromVendor) throws InvalidReleaseException {
        requireRole(fromVendor);
        String hex = fromVendor.hashes().getOrDefault("sha256", "");
        if (!Sha256.isHex(hex) || fromVendor.lengthBytes() > MAX_BYTES) {
            throw new InvalidReleaseException(PATH + " is listed without a proper sha256 or too long");
        }
        return Sha256.ofHex(hex);
    }

    /** Where it is stored below the targets folder of a repository. */
    public static String storedPath(Sha256 sha256) {
        return ROLE + "/" + sha256 + ".revoked.json";
    }

    private static void requireRole(TargetInfo fromVendor) throws InvalidReleaseException {
        if (!fromVendor.path().equals(PATH) || !fromVendor.role().equals(ROLE)) {
            throw new InvalidReleaseException(Text.visible(fromVendor.path(), 80) + " is listed by the role "
                    + Text.visible(fromVendor.role(), 40));
        }
    }

    static RevokedSites parse(byte[] bytes) throws InvalidReleaseException {
        try {
            JsonObject json = StrictJson.parseObject(bytes);
            if (!json.string("_type").equals(TYPE) || json.integer("format") != FORMAT) {
                throw new JsonException("not a list of revoked sites of format " + FORMAT);
            }
            List<SiteId> sites = new ArrayList<>();
            for (String site : json.array("sites").strings()) {
                sites.add(new SiteId(Sha256.ofHex(site)));
            }
            return new RevokedSites(Set.copyOf(sites));
        } catch (JsonException | IllegalArgumentException e) {
            throw new InvalidReleaseException("revoked sites: " + e.getMessage(), e);
        }
    }

    /** The list as JSON, always in the same order. */
    public byte[] toBytes() {
        TreeSet<String> ids = new TreeSet<>();
        sites.forEach(site -> ids.add(site.toString()));
        return JsonText.encode(JsonObject.builder()
                .put("_type", TYPE)
                .put("format", FORMAT)
                .put("sites", JsonArray.ofStrings(ids))
                .build());
    }
}
