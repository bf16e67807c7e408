package jp.quickcare.server.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.Agreement;
import jp.quickcare.manifest.release.InvalidReleaseException;
import jp.quickcare.manifest.release.NotAgreedException;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.RevokedSites;
import jp.quickcare.manifest.release.SiteId;
import jp.quickcare.manifest.release.TargetName;
import jp.quickcare.manifest.tuf.DelegatedRole;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.Limits;
import jp.quickcare.manifest.tuf.MetadataMissing;
import jp.quickcare.manifest.tuf.MissingException;
import jp.quickcare.manifest.tuf.TargetInfo;
import jp.quickcare.manifest.tuf.TufClient;
import jp.quickcare.manifest.tuf.TufException;
import jp.quickcare.server.durable.FolderLock;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.init.SiteInit;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.progress.Progress;
import jp.quickcare.server.repository.MetadataFolder;
import jp.quickcare.server.repository.RepositoryState;
import jp.quickcare.server.repository.ServerFolder;

/**
 * Takes releases over into a site. The vendor's metadata is verified as a client does it, against what the site had
 * before; manifests must be what they are listed as; each object is brought under another name and shows that it is
 * what its digest says before it gets its own. Only then is the new metadata written, the timestamp last. Anything
 * wrong ends the import, and the site serves what it served. Run again, it goes on with what is there.
 */
public final class Importer {
    static final String METADATA = "release/metadata/";
    private static final String TARGETS = "release/targets/";

    private final ServerFolder site;
    private final Instant now;
    private final Progress progress;
    private Optional<TargetInfo> revokedListing = Optional.empty();

    /** @param now the present, for the dates of signed metadata */
    public Importer(ServerFolder site, Instant now, Progress progress) {
        this.site = site;
        this.now = now;
        this.progress = progress;
    }

    /**
     * Imports from a folder, an archive or a URL.
     *
     * @param from a folder, a zip archive, or a URL of http or https
     * @param wanted {@code app/version}, all its platforms; empty for the newest of each application and platform
     */
    public Imported run(String from, List<String> wanted) throws ServerFailure {
        try (ImportSource source = open(from)) {
            return FolderLock.holding(site.path(), "import from " + source.name(), () -> run(source, wanted));
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.closing", from), e);
        } finally {
            progress.end();
        }
    }

    private static ImportSource open(String from) throws ServerFailure {
        if (from.matches("[A-Za-z][A-Za-z0-9+.-]+://.*")) {
            return HttpSource.open(from, HttpSource.Timing.DEFAULT);
        }
        Path path = Path.of(from);
        return Files.isRegularFile(path) ? ZipSource.open(path) : FolderSource.open(path);
    }

    private Imported run(ImportSource source, List<String> wanted) throws ServerFailure, IOException {
        MetadataFolder metadata = site.repository().releaseMetadata();
        StagedMetadata staged = new StagedMetadata(RepositoryState.store(metadata));
        List<TargetInfo> chosen = verifiedTargets(source, staged, wanted);
        Map<Long, byte[]> olderRoots = new OlderRoots(source, metadata).bring();
        RevokedSites revoked = revoked(source);
        SiteId own = SiteInit.identity(site);
        if (revoked.contains(own)) {
            // The PCs are to hear of it too, so the vendor's word is handed on, and nothing else.
            new MetadataArrival(metadata, staged, now).write();
            throw new ServerFailure(FailureCode.NOT_TRUSTED, Sentence.of("import.revoked", own));
        }
        Map<TargetInfo, byte[]> manifests = new LinkedHashMap<>();
        List<ReleaseManifest> releases = new ArrayList<>();
        for (TargetInfo target : chosen) {
            byte[] bytes = manifestBytes(source, target);
            manifests.put(target, bytes);
            releases.add(release(source, target, bytes));
        }
        if (!chosen.isEmpty()) {
            TargetInfo first = chosen.get(0);
            source.announce(
                    ImporterId.of(site),
                    TargetName.of(first.path()).app(),
                    first.hashes().getOrDefault("sha256", ""));
        }
        ObjectIntake intake = new ObjectIntake(site.repository().objects(), source, progress);
        intake.bring(releases);
        for (Map.Entry<TargetInfo, byte[]> manifest : manifests.entrySet()) {
            site.repository().writeManifest(TargetName.of(manifest.getKey().path()), manifest.getValue());
        }
        new MetadataArrival(metadata, staged, now).write();
        for (Map.Entry<Long, byte[]> root : olderRoots.entrySet()) {
            // Newest first: cut short, what is there is still one chain.
            metadata.writeOnce("root", root.getKey(), root.getValue());
        }
        return new Imported(
                chosen.stream().map(target -> TargetName.of(target.path())).toList(),
                intake.newObjects(),
                intake.broughtBytes(),
                intake.lackingDeltas(),
                metadata.oldestRoot());
    }

    private List<TargetInfo> verifiedTargets(ImportSource source, StagedMetadata staged, List<String> wanted)
            throws ServerFailure {
        List<TargetInfo> listed = new ArrayList<>();
        try {
            TufClient client = new TufClient(
                    staged, (file, maxBytes) -> source.fetch(METADATA + file, maxBytes), now, Limits.DEFAULT);
            client.refresh();
            for (DelegatedRole role : client.topLevelTargets().delegations().roles()) {
                List<TargetInfo> ofRole = client.targetsOf(role.name());
                if (!role.name().equals(RevokedSites.ROLE)) {
                    listed.addAll(ofRole);
                }
            }
            revokedListing = client.find(RevokedSites.PATH);
        } catch (MissingException e) {
            throw new ServerFailure(
                    FailureCode.NO_SOURCE,
                    Sentence.of("import.incomplete", source.name(), String.valueOf(e.getMessage())),
                    e);
        } catch (TufException e) {
            throw new ServerFailure(
                    FailureCode.NOT_TRUSTED,
                    Sentence.of("import.not-trusted", source.name(), String.valueOf(e.getMessage())),
                    e);
        } catch (IOException e) {
            throw unreachable(source, e);
        }
        return Choice.of(listed, wanted, source.name());
    }

    /** Brings the vendor's list of revoked sites, where there is one, and keeps it for the PCs. */
    private RevokedSites revoked(ImportSource source) throws ServerFailure, IOException {
        if (revokedListing.isEmpty()) {
            return RevokedSites.NONE;
        }
        TargetInfo listed = revokedListing.get();
        try {
            byte[] list =
                    source.fetch(TARGETS + RevokedSites.storedPath(RevokedSites.digest(listed)), listed.lengthBytes());
            RevokedSites revoked = RevokedSites.of(listed, list);
            site.repository().writeRevokedSites(list);
            return revoked;
        } catch (MetadataMissing e) {
            throw new ServerFailure(FailureCode.NO_SOURCE, Sentence.of("import.no-list", source.name()), e);
        } catch (LengthException | InvalidReleaseException e) {
            throw new ServerFailure(
                    FailureCode.NOT_TRUSTED,
                    Sentence.of("import.bad-list", source.name(), String.valueOf(e.getMessage())),
                    e);
        }
    }

    static ServerFailure unreachable(ImportSource source, IOException cause) {
        return new ServerFailure(
                FailureCode.NO_SOURCE,
                Sentence.of("import.unreachable", source.name(), ServerFailure.reason(cause)),
                cause);
    }

    private static byte[] manifestBytes(ImportSource source, TargetInfo target) throws ServerFailure {
        TargetName name = TargetName.of(target.path());
        String sha256 = target.hashes().getOrDefault("sha256", "");
        if (!Sha256.isHex(sha256) || target.lengthBytes() > ReleaseManifest.MAX_BYTES) {
            throw new ServerFailure(FailureCode.NOT_TRUSTED, Sentence.of("import.no-digest", target.path()));
        }
        String path = TARGETS + name.app() + "/" + name.version() + "/" + sha256 + "." + name.platform() + ".json";
        try {
            return source.fetch(path, target.lengthBytes());
        } catch (MetadataMissing e) {
            throw new ServerFailure(FailureCode.NO_SOURCE, Sentence.of("import.lacks", source.name(), path), e);
        } catch (LengthException e) {
            throw new ServerFailure(FailureCode.NOT_TRUSTED, Sentence.of("import.longer", path, source.name()), e);
        } catch (IOException e) {
            throw unreachable(source, e);
        }
    }

    private static ReleaseManifest release(ImportSource source, TargetInfo target, byte[] bytes) throws ServerFailure {
        try {
            return Agreement.vendorRelease(target, bytes);
        } catch (NotAgreedException e) {
            throw new ServerFailure(
                    FailureCode.NOT_TRUSTED,
                    Sentence.of("import.refused", target.path(), source.name(), String.valueOf(e.getMessage())),
                    e);
        }
    }
}
