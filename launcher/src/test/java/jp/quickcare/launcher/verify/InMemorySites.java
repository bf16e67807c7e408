package jp.quickcare.launcher.verify;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.register.ShortcutPlace;
import jp.quickcare.launcher.settings.Settings;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.json.StrictJson;
import jp.quickcare.manifest.release.Agreement;
import jp.quickcare.manifest.release.LaunchSpec;
import jp.quickcare.manifest.release.LauncherVersion;
import jp.quickcare.manifest.release.Offer;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.RevokedSites;
import jp.quickcare.manifest.release.Rights;
import jp.quickcare.manifest.release.SafePath;
import jp.quickcare.manifest.release.SiteAddress;
import jp.quickcare.manifest.release.SiteId;
import jp.quickcare.manifest.release.StartMode;
import jp.quickcare.manifest.release.UnsafePathException;
import jp.quickcare.manifest.release.WellCheck;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.MetadataMissing;
import jp.quickcare.manifest.tuf.TargetInfo;
import jp.quickcare.manifest.tuf.TestRepository;

/** A vendor, a site, and servers that hand on what both have signed; any server can lie, lag or be away. */
public final class InMemorySites implements Sources {
    /** The server that is asked first. */
    public static final URI FIRST = URI.create("http://first/");

    /** The present of these tests. */
    public static final Instant NOW = TestRepository.NOW;

    final TestRepository vendor = new TestRepository();
    final TestRepository site = new TestRepository();
    private final Map<URI, Sources> others = new HashMap<>();
    private final Map<String, byte[]> manifests = new HashMap<>();
    private final List<String> offered = new ArrayList<>();
    /** Both repositories are asked at once. */
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    /** A vendor of one application, and a site that offers nothing yet. */
    public InMemorySites() {
        vendor.delegate("targets", "qc", true, "qc/*/*");
        vendor.publish();
        site.expires("timestamp", NOW.plus(Duration.ofDays(3)));
        site.publish();
    }

    /** Publishes a release of one small file and offers it. */
    public ReleaseManifest offer(String version, long counter, StartMode mode) {
        ReleaseManifest release = release(version, counter);
        publish(release);
        offer(release, mode, true, 0);
        return release;
    }

    /** Publishes a release and offers it exactly so. */
    public void offerOf(ReleaseManifest release, StartMode mode, boolean newInstalls, long requiredCounter) {
        publish(release);
        offer(release, mode, newInstalls, requiredCounter);
    }

    /** A release of one small file. */
    public static ReleaseManifest release(String version, long counter) {
        try {
            byte[] content = ("jar of " + version).getBytes(StandardCharsets.UTF_8);
            SafePath jar = SafePath.of("app.jar");
            LaunchSpec launch = new LaunchSpec.JavaApplication(
                    false, "a.Main", List.of(jar), List.of(), List.of(), new WellCheck(false, Duration.ofSeconds(1)));
            ReleaseFile file = new ReleaseFile(jar, content.length, Sha256.of(content), false, OptionalLong.empty());
            LauncherVersion launcher = LauncherVersion.of("1.0.0");
            return new ReleaseManifest("qc", version, counter, "linux-x64", launcher, launch, List.of(), List.of(file));
        } catch (UnsafePathException e) {
            throw new IllegalArgumentException(e);
        }
    }

    void publish(ReleaseManifest release) {
        byte[] bytes = release.toBytes();
        manifests.put(release.targetPath(), bytes);
        vendor.addTarget(
                "qc", release.targetPath(), bytes, Optional.of(Agreement.toCustom(release, OptionalLong.empty())));
        vendor.publish();
    }

    void offer(ReleaseManifest release, StartMode mode, boolean newInstalls, long requiredCounter) {
        byte[] bytes = release.toBytes();
        TargetInfo target = new TargetInfo(
                release.targetPath(),
                bytes.length,
                Map.of("sha256", Sha256.of(bytes).hex()),
                Optional.empty(),
                "targets");
        Offer offer = new Offer(
                "qc", "QC", "linux-x64", mode, Map.of("en", "a message"), newInstalls, requiredCounter, target);
        offered.forEach(path -> site.removeTarget("targets", path));
        offered.add(release.targetPath());
        site.addTarget("targets", release.targetPath(), bytes, Optional.of(Offer.toCustom(List.of(offer))));
        site.publish();
    }

    /** The site says where its servers are. */
    public void say(SiteAddress address) {
        sayNothing();
        site.addTarget(address.toTarget("targets"));
        site.publish();
    }

    /** The site says something of its address, properly signed and whatever it is. */
    public void sayOtherwise(String custom) throws JsonException {
        sayNothing();
        JsonObject json = StrictJson.parseObject(custom.getBytes(StandardCharsets.UTF_8));
        site.addTarget("targets", SiteAddress.PATH, new byte[0], Optional.of(json));
        site.publish();
    }

    /** The site says nothing of its address any more. */
    public void sayNothing() {
        site.removeTarget("targets", SiteAddress.PATH);
        site.publish();
    }

    /** What the site has published last, as servers hand it on that hear of nothing newer. */
    public Sources frozen() {
        Map<String, byte[]> kept = new HashMap<>();
        site.fileNames().forEach(name -> kept.put(name, site.file(name)));
        return (server, repository) -> new Source() {
            @Override
            public byte[] fetch(String fileName, long maxBytes) throws MetadataMissing, LengthException {
                if (repository == Repository.RELEASE) {
                    return vendor.fetch(fileName, maxBytes);
                }
                byte[] file = kept.get(fileName);
                if (file == null) {
                    throw new MetadataMissing(fileName);
                }
                return file.clone();
            }

            @Override
            public byte[] fetchTarget(String storedPath, long maxBytes) throws MetadataMissing {
                throw new MetadataMissing(storedPath);
            }

            @Override
            public void close() {}
        };
    }

    /** What the site publishes next is signed by a key that takes the place of its online key. */
    public void replaceOnlineKey() {
        site.rotate("timestamp").rotate("snapshot").rotate("targets").publishRoot();
    }

    /** The vendor's next word on which sites are revoked. */
    void revoke(RevokedSites revoked) {
        byte[] bytes = revoked.toBytes();
        if (manifests.put(RevokedSites.PATH, bytes) == null) {
            vendor.delegate("targets", RevokedSites.ROLE, true, RevokedSites.PATHS);
        }
        vendor.addTarget(RevokedSites.ROLE, RevokedSites.PATH, bytes, Optional.empty());
        vendor.publish();
    }

    /** Makes a server answer in its own way. */
    public InMemorySites server(URI address, Sources answers) {
        others.put(address, answers);
        return this;
    }

    /** What was asked for since this was last called. */
    List<String> takeAsked() {
        List<String> taken = List.copyOf(asked);
        asked.clear();
        return taken;
    }

    @Override
    public Source open(URI server, Repository repository) {
        Sources other = others.get(server);
        return other != null ? other.open(server, repository) : honest(repository);
    }

    /** What both have signed last. */
    public Source honest(URI server, Repository repository) {
        return honest(repository);
    }

    Source honest(Repository repository) {
        TestRepository signed = repository == Repository.SITE ? site : vendor;
        return new Source() {
            @Override
            public byte[] fetch(String fileName, long maxBytes) throws MetadataMissing, LengthException {
                asked.add(repository + " " + fileName);
                return signed.fetch(fileName, maxBytes);
            }

            @Override
            public byte[] fetchTarget(String storedPath, long maxBytes) throws MetadataMissing {
                asked.add(repository + " " + storedPath);
                String path = storedPath.replaceFirst("[0-9a-f]{64}\\.", "");
                byte[] manifest = manifests.get(path);
                if (manifest == null) {
                    throw new MetadataMissing(storedPath);
                }
                return manifest.clone();
            }

            @Override
            public void close() {}
        };
    }

    /** Servers that nobody reaches. */
    public static Sources unreachable() {
        return (server, repository) -> new Source() {
            @Override
            public byte[] fetch(String fileName, long maxBytes) throws IOException {
                throw new IOException("nobody there");
            }

            @Override
            public byte[] fetchTarget(String storedPath, long maxBytes) throws IOException {
                throw new IOException("nobody there");
            }

            @Override
            public void close() {}
        };
    }

    /** Pins both roots in a home and gives the site the right to distribute the application. */
    public void pin(Home home) throws KeepFailure {
        Verifier.pin(home, vendor.file("1.root.json"), site.file("1.root.json"), Rights.NONE.with("qc", siteId()));
    }

    SiteId siteId() {
        return SiteId.ofFirstRoot(site.file("1.root.json"));
    }

    /** Settings of a PC of this site. */
    public static Settings settings(URI... servers) {
        return new Settings(
                List.of(servers),
                "qc",
                "QC",
                "linux-x64",
                Optional.<Path>empty(),
                Duration.ofSeconds(1),
                new ShortcutPlace.None());
    }

    /** A clock that stands still. */
    public static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }
}
