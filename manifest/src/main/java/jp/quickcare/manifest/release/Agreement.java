package jp.quickcare.manifest.release;

import java.util.Map;
import java.util.Optional;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.release.NotAgreedException.Reason;
import jp.quickcare.manifest.tuf.TargetInfo;
import jp.quickcare.manifest.tuf.TufException;

/**
 * When a release may be installed: the site has the right to distribute the application to this PC, vendor and site
 * list the release with the same length and digests, it is what its name says, it fits the PC, and it is no forbidden
 * downgrade. Pure; the metadata that it is given is verified already.
 */
public final class Agreement {
    private static final String DIGEST = "sha256";

    private Agreement() {}

    /**
     * Checks one offer against the vendor's word and the PC.
     *
     * @param offer what the site signed
     * @param fromVendor what the vendor's repository says of the same target path; found by searching its delegations
     * @param manifestBytes the release manifest as received
     * @param rights this PC's list
     * @param site whose offer it is
     * @param installed what the PC has
     * @param launcher the version of the launcher that would install it
     * @throws NotAgreedException naming the rule that is broken; nothing may be used then
     */
    public static TrustedRelease agree(
            Offer offer,
            Optional<TargetInfo> fromVendor,
            byte[] manifestBytes,
            Rights rights,
            SiteId site,
            Installed installed,
            LauncherVersion launcher)
            throws NotAgreedException {
        requireAgreed(offer, fromVendor, rights, site);
        TargetInfo target = fromVendor.orElseThrow();
        ReleaseManifest manifest = vendorRelease(target, manifestBytes);
        requireFit(offer, manifest, installed, launcher);
        requireNoDowngrade(target, manifest, Sha256.of(manifestBytes), installed);
        return new TrustedRelease(offer, manifest, manifestBytes);
    }

    /** The part of {@link #agree} that needs no manifest: asked before one is fetched. */
    public static void requireAgreed(Offer offer, Optional<TargetInfo> fromVendor, Rights rights, SiteId site)
            throws NotAgreedException {
        if (!rights.allow(offer.app(), site)) {
            throw new NotAgreedException(
                    Reason.NO_RIGHT, "site " + site + " has no right to distribute " + offer.app() + " to this PC");
        }
        TargetInfo ofSite = offer.target();
        if (fromVendor.isEmpty() || !fromVendor.get().path().equals(ofSite.path())) {
            throw new NotAgreedException(
                    Reason.REPOSITORIES_DIFFER, "the vendor does not list " + Text.visible(ofSite.path(), 80));
        }
        TargetInfo ofVendor = fromVendor.get();
        if (ofVendor.lengthBytes() != ofSite.lengthBytes() || !ofVendor.hashes().equals(ofSite.hashes())) {
            throw new NotAgreedException(
                    Reason.REPOSITORIES_DIFFER, "vendor and site list " + ofSite.path() + " with other bytes");
        }
        sha256(ofVendor);
    }

    /**
     * Checks a manifest against the vendor's word alone, as a server does that takes a release over.
     *
     * @throws NotAgreedException naming the rule that is broken
     */
    public static ReleaseManifest vendorRelease(TargetInfo fromVendor, byte[] manifestBytes) throws NotAgreedException {
        Sha256 listed = sha256(fromVendor);
        try {
            fromVendor.verify(manifestBytes);
        } catch (TufException e) {
            throw new NotAgreedException(Reason.OTHER_BYTES, String.valueOf(e.getMessage()), e);
        }
        if (!Sha256.of(manifestBytes).equals(listed)) {
            throw new NotAgreedException(Reason.OTHER_BYTES, fromVendor.path() + " has another digest than listed");
        }
        ReleaseManifest manifest = parse(fromVendor, manifestBytes);
        // A key for one application must be of no use for another's releases.
        if (!fromVendor.role().equals(manifest.app())) {
            throw new NotAgreedException(
                    Reason.WRONG_ROLE,
                    fromVendor.path() + " is listed by the role " + Text.visible(fromVendor.role(), 40));
        }
        requireListedFacts(fromVendor, manifest);
        return manifest;
    }

    private static Sha256 sha256(TargetInfo target) throws NotAgreedException {
        String hex = target.hashes().get(DIGEST);
        if (hex == null || !Sha256.isHex(hex)) {
            throw new NotAgreedException(
                    Reason.NO_DIGEST, Text.visible(target.path(), 80) + " is listed without a proper sha256");
        }
        return Sha256.ofHex(hex);
    }

    private static ReleaseManifest parse(TargetInfo target, byte[] manifestBytes) throws NotAgreedException {
        try {
            return ReleaseManifest.parse(manifestBytes);
        } catch (InvalidReleaseException e) {
            throw new NotAgreedException(Reason.INVALID_MANIFEST, target.path() + ": " + e.getMessage(), e);
        }
    }

    private static void requireListedFacts(TargetInfo target, ReleaseManifest manifest) throws NotAgreedException {
        if (!manifest.targetPath().equals(target.path())) {
            throw new NotAgreedException(
                    Reason.OTHER_RELEASE,
                    Text.visible(target.path(), 80) + " holds the manifest of " + manifest.targetPath());
        }
        JsonObject custom = target.custom()
                .orElseThrow(() -> new NotAgreedException(Reason.OTHER_RELEASE, target.path() + " has no custom part"));
        try {
            boolean same = custom.string("app").equals(manifest.app())
                    && custom.string("version").equals(manifest.version())
                    && custom.integer("counter") == manifest.counter()
                    && custom.string("platform").equals(manifest.platform())
                    && custom.string("minLauncher")
                            .equals(manifest.minLauncher().toString());
            if (!same) {
                throw new NotAgreedException(
                        Reason.OTHER_RELEASE, target.path() + " is listed with other facts than its manifest has");
            }
        } catch (JsonException e) {
            throw new NotAgreedException(Reason.OTHER_RELEASE, target.path() + ": " + e.getMessage(), e);
        }
    }

    /**
     * The {@code custom} member of the vendor's target for this release.
     *
     * @param floor the lowest counter down to which a newer installed release may be replaced; empty for none
     */
    public static JsonObject toCustom(ReleaseManifest manifest, java.util.OptionalLong floor) {
        JsonObject.Builder custom = JsonObject.builder()
                .put("app", manifest.app())
                .put("version", manifest.version())
                .put("counter", manifest.counter())
                .put("platform", manifest.platform())
                .put("minLauncher", manifest.minLauncher().toString());
        floor.ifPresent(counter -> custom.put("floor", counter));
        return custom.build();
    }

    private static void requireFit(Offer offer, ReleaseManifest manifest, Installed installed, LauncherVersion launcher)
            throws NotAgreedException {
        boolean platformFits = manifest.platform().equals(installed.platform())
                || manifest.platform().equals(Ids.ANY_PLATFORM);
        if (!manifest.app().equals(installed.app())
                || !offer.app().equals(manifest.app())
                || !offer.platform().equals(manifest.platform())
                || !platformFits) {
            throw new NotAgreedException(
                    Reason.NOT_FOR_THIS_PC,
                    manifest.targetPath() + " is not for " + installed.app() + " on " + installed.platform());
        }
        if (launcher.compareTo(manifest.minLauncher()) < 0) {
            throw new NotAgreedException(
                    Reason.LAUNCHER_TOO_OLD,
                    manifest.targetPath() + " needs launcher " + manifest.minLauncher() + ", this is " + launcher);
        }
    }

    /** A lower counter is allowed only down to a floor that the vendor signed with that very release. */
    private static void requireNoDowngrade(
            TargetInfo fromVendor, ReleaseManifest manifest, Sha256 manifestSha256, Installed installed)
            throws NotAgreedException {
        if (installed.release().isEmpty()) {
            return;
        }
        long have = installed.release().get().counter();
        if (manifest.counter() == have) {
            if (!manifestSha256.equals(installed.release().get().manifestSha256())) {
                throw new NotAgreedException(
                        Reason.SAME_COUNTER, manifest.targetPath() + " has the counter of what is installed, " + have);
            }
            return;
        }
        if (!mayReplace(fromVendor, manifest.counter(), have)) {
            throw new NotAgreedException(
                    Reason.DOWNGRADE,
                    manifest.targetPath() + " has counter " + manifest.counter() + ", installed is " + have);
        }
    }

    /**
     * Whether a release may take the place of another one of the same application, going by their counters: a newer one
     * always, an older one where the vendor signed a floor with it that allows it.
     *
     * @param fromVendor the release as the vendor lists it
     * @param counter of that release
     * @param installed counter of the one in whose place it would come
     */
    public static boolean mayReplace(TargetInfo fromVendor, long counter, long installed) {
        Map<String, ?> custom =
                fromVendor.custom().<Map<String, ?>>map(JsonObject::members).orElse(Map.of());
        long floor = installed;
        if (custom.get("floor") instanceof jp.quickcare.manifest.json.JsonInteger signed) {
            floor = Math.min(installed, signed.value());
        }
        return counter >= floor;
    }
}
