package jp.quickcare.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.Offer;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.TargetName;
import jp.quickcare.manifest.tuf.DelegatedRole;
import jp.quickcare.manifest.tuf.Limits;
import jp.quickcare.manifest.tuf.MemoryStore;
import jp.quickcare.manifest.tuf.MetadataMissing;
import jp.quickcare.manifest.tuf.MetadataSource;
import jp.quickcare.manifest.tuf.TargetInfo;
import jp.quickcare.manifest.tuf.TufClient;
import jp.quickcare.manifest.tuf.TufException;

/**
 * What a PC sees that comes to a repository for the first time, with only the first root: everything it would need for
 * each release is read and checked with the client's own code, none of the server's.
 */
public final class ClientView {
    private ClientView() {}

    /** The releases of a vendor's folder, as {@code app/version/platform.json}, each of them complete. */
    public static Set<String> ofVendor(Path vendor) {
        try {
            Path repository = vendor.resolve("repository");
            Set<String> seen = new TreeSet<>();
            for (TargetInfo target : releases(repository)) {
                requireComplete(repository, target);
                seen.add(target.path());
            }
            return seen;
        } catch (Exception e) {
            throw new AssertionError("a client cannot read " + vendor + ": " + e, e);
        }
    }

    /** The offers of a site, as {@code channel path mode}, each of them for a release that is complete. */
    public static Set<String> ofSite(Path site) {
        try {
            Path repository = site.resolve("repository");
            TufClient client = client(repository.resolve("site/metadata"));
            List<TargetInfo> releases = Files.exists(repository.resolve("release/metadata/timestamp.json"))
                    ? releases(repository)
                    : List.of();
            Set<String> seen = new TreeSet<>();
            for (Offer offer : Offer.of(client.targets())) {
                TargetInfo fromVendor = releases.stream()
                        .filter(release -> release.path().equals(offer.target().path()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("not listed by the vendor: " + offer));
                assertThat(fromVendor.hashes()).isEqualTo(offer.target().hashes());
                requireComplete(repository, fromVendor);
                seen.add(offer.channel() + " " + offer.target().path() + " "
                        + offer.mode().word());
            }
            return seen;
        } catch (Exception e) {
            throw new AssertionError("a client cannot read " + site + ": " + e, e);
        }
    }

    /** What a site's copy of the vendor's metadata lists. */
    public static Set<String> listedAtSite(Path site) {
        try {
            Set<String> seen = new TreeSet<>();
            releases(site.resolve("repository")).forEach(target -> seen.add(target.path()));
            return seen;
        } catch (Exception e) {
            throw new AssertionError("a client cannot read " + site + ": " + e, e);
        }
    }

    private static List<TargetInfo> releases(Path repository) throws Exception {
        TufClient client = client(repository.resolve("release/metadata"));
        List<TargetInfo> releases = new ArrayList<>();
        for (DelegatedRole role : client.topLevelTargets().delegations().roles()) {
            releases.addAll(client.targetsOf(role.name()));
        }
        return releases;
    }

    private static TufClient client(Path metadata) throws Exception {
        return client(metadata, new MemoryStore(Files.readAllBytes(metadata.resolve("1.root.json"))));
    }

    /** What a PC sees that remembers what it has seen before. @throws TufException it refuses what is there */
    public static Set<String> ofSite(Path site, MemoryStore remembered) throws TufException, IOException {
        Set<String> seen = new TreeSet<>();
        for (TargetInfo target :
                client(site.resolve("repository/site/metadata"), remembered).targets()) {
            seen.add(target.path());
        }
        return seen;
    }

    private static TufClient client(Path metadata, MemoryStore store) throws TufException, IOException {
        MetadataSource folder = (fileName, maxBytes) -> {
            try {
                return Files.readAllBytes(metadata.resolve(fileName));
            } catch (NoSuchFileException e) {
                throw new MetadataMissing(fileName);
            }
        };
        TufClient client = new TufClient(store, folder, Instant.now(), Limits.DEFAULT);
        client.refresh();
        return client;
    }

    private static void requireComplete(Path repository, TargetInfo target) throws Exception {
        TargetName name = TargetName.of(target.path());
        Path file = repository.resolve("release/targets/" + name.app() + "/" + name.version() + "/"
                + target.hashes().get("sha256") + "." + name.platform() + ".json");
        byte[] manifest = Files.readAllBytes(file);
        target.verify(manifest);
        for (ReleaseFile content : ReleaseManifest.parse(manifest).files()) {
            assertThat(Sha256.of(content(repository, content)))
                    .as("%s of %s", content.path(), target.path())
                    .isEqualTo(content.sha256());
        }
    }

    private static byte[] content(Path repository, ReleaseFile file) throws IOException {
        String hex = file.sha256().hex();
        Path object = repository.resolve("objects/" + hex.substring(0, 2) + "/" + hex
                + (file.zstLengthBytes().isPresent() ? ".zst" : ""));
        byte[] stored = Files.readAllBytes(object);
        if (file.zstLengthBytes().isEmpty()) {
            return stored;
        }
        assertThat((long) stored.length).isEqualTo(file.zstLengthBytes().getAsLong());
        try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(stored))) {
            return in.readAllBytes();
        }
    }
}
