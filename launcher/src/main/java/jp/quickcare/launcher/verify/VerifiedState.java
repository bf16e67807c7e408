package jp.quickcare.launcher.verify;

import java.io.Closeable;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.SourceFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.receipt.KeptManifests;
import jp.quickcare.launcher.receipt.PinnedManifest;
import jp.quickcare.launcher.settings.Settings;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.Agreement;
import jp.quickcare.manifest.release.Installed;
import jp.quickcare.manifest.release.InvalidReleaseException;
import jp.quickcare.manifest.release.LauncherVersion;
import jp.quickcare.manifest.release.NotAgreedException;
import jp.quickcare.manifest.release.Offer;
import jp.quickcare.manifest.release.Rights;
import jp.quickcare.manifest.release.SiteAddress;
import jp.quickcare.manifest.release.SiteId;
import jp.quickcare.manifest.release.StartMode;
import jp.quickcare.manifest.release.TrustedRelease;
import jp.quickcare.manifest.tuf.TargetInfo;

/** Both repositories as verified at one moment. Not thread-safe; closing it ends the connections. */
public final class VerifiedState implements Closeable {
    private final Home home;
    private final Settings settings;
    private final SiteId site;
    private final Rights rights;
    private final RepositoryCheck siteCheck;
    private final RepositoryCheck releaseCheck;
    private final Instant present;
    private final boolean revoked;
    private final List<Offer> offers;
    private final Map<Sha256, byte[]> manifests = new HashMap<>();
    private final Map<Sha256, UpdateFailure> notHad = new HashMap<>();

    VerifiedState(
            Home home,
            Settings settings,
            SiteId site,
            Rights rights,
            RepositoryCheck siteCheck,
            RepositoryCheck releaseCheck,
            Instant present,
            boolean revoked)
            throws SourceFailure {
        this.home = home;
        this.settings = settings;
        this.site = site;
        this.rights = rights;
        this.siteCheck = siteCheck;
        this.releaseCheck = releaseCheck;
        this.present = present;
        this.revoked = revoked;
        try {
            offers = Offer.of(siteCheck.newest().targets());
        } catch (InvalidReleaseException e) {
            throw new SourceFailure(FailureCode.NOT_TRUSTED, String.valueOf(e.getMessage()), e, "site");
        }
    }

    /** When all of it was found fresh. */
    public Instant present() {
        return present;
    }

    /** The servers that were asked, in order. */
    public List<URI> servers() {
        return settings.servers();
    }

    /**
     * Where the site says that its servers are (SPEC C2); empty where it says nothing, or the vendor has revoked it.
     *
     * @throws InvalidReleaseException it says something that cannot be used
     */
    public Optional<SiteAddress> address() throws InvalidReleaseException {
        if (revoked) {
            return Optional.empty();
        }
        for (TargetInfo target : siteCheck.newest().targets()) {
            // Looked for here, so that a site that never moved costs an update no class more.
            if (target.path().equals(SiteAddress.PATH)) {
                return SiteAddress.of(List.of(target));
            }
        }
        return Optional.empty();
    }

    /** Entity tag of the site's timestamp at the first server; empty where it gave none. */
    public String siteEntityTag() {
        return siteCheck.entityTag(settings.servers().get(0)).orElse("");
    }

    /** The proxy on the way to the first server, as {@code host:port}; empty where there is none. */
    public String proxy() {
        return siteCheck.proxy(settings.servers().get(0)).orElse("");
    }

    /** Entity tag of the vendor's timestamp at the first server; empty where it gave none. */
    public String releaseEntityTag() {
        return releaseCheck.entityTag(settings.servers().get(0)).orElse("");
    }

    /**
     * What the site offers this PC of an application, if it has the right to offer it at all: an offer from a site
     * without the right is none, also where it would only refuse a start. Of what a revoked site offers nothing is left
     * but the release's name, so that a person can be told why it is not installed.
     */
    public Optional<Offer> offer(String app) {
        if (!rights.allow(app, site)) {
            return Optional.empty();
        }
        Optional<Offer> offer = Offer.choose(offers, app, settings.channel(), settings.platform());
        return revoked ? offer.map(VerifiedState::withoutForce) : offer;
    }

    private static Offer withoutForce(Offer offer) {
        return new Offer(
                offer.app(), offer.channel(), offer.platform(), StartMode.OPTIONAL, Map.of(), true, 0, offer.target());
    }

    /**
     * The release that an offer names, when vendor and site agree on it and it fits this PC.
     *
     * @throws NotAgreedException it may not be installed
     * @throws UpdateFailure its manifest could not be had
     */
    public TrustedRelease release(Offer offer, Installed installed, LauncherVersion launcher)
            throws NotAgreedException, UpdateFailure {
        if (revoked) {
            throw new NotAgreedException(
                    NotAgreedException.Reason.SITE_REVOKED, "the vendor has revoked the site " + site);
        }
        Optional<TargetInfo> vendor = releaseCheck.find(offer.target().path());
        Agreement.requireAgreed(offer, vendor, rights, site);
        byte[] manifest = manifest(vendor.orElseThrow());
        return Agreement.agree(offer, vendor, manifest, rights, site, installed, launcher);
    }

    private byte[] manifest(TargetInfo target) throws UpdateFailure {
        Sha256 sha256 = Sha256.ofHex(target.hashes().getOrDefault("sha256", ""));
        byte[] fetched = manifests.get(sha256);
        if (fetched != null) {
            return fetched;
        }
        UpdateFailure before = notHad.get(sha256);
        if (before != null) {
            // Whoever waited for it once does not wait again.
            throw before;
        }
        try {
            byte[] had = keptOrFetched(target, sha256);
            manifests.put(sha256, had);
            return had;
        } catch (UpdateFailure e) {
            notHad.put(sha256, e);
            throw e;
        }
    }

    private byte[] keptOrFetched(TargetInfo target, Sha256 sha256) throws UpdateFailure {
        Optional<PinnedManifest> kept = KeptManifests.find(home, sha256);
        if (kept.isPresent()) {
            return kept.get().bytes();
        }
        String path = target.path();
        int name = path.lastIndexOf('/') + 1;
        return releaseCheck.fetch(target, path.substring(0, name) + sha256 + "." + path.substring(name));
    }

    @Override
    public void close() {
        siteCheck.close();
        releaseCheck.close();
    }
}
