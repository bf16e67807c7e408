package jp.quickcare.server.gc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.Agreement;
import jp.quickcare.manifest.release.NotAgreedException;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.RevokedSites;
import jp.quickcare.manifest.release.SavingObject;
import jp.quickcare.manifest.release.SiteAddress;
import jp.quickcare.manifest.tuf.FileNames;
import jp.quickcare.manifest.tuf.MetaFile;
import jp.quickcare.manifest.tuf.TargetInfo;
import jp.quickcare.manifest.tuf.Targets;
import jp.quickcare.server.durable.DurableFiles;
import jp.quickcare.server.durable.FolderLock;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.repository.HeldRelease;
import jp.quickcare.server.repository.HeldReleases;
import jp.quickcare.server.repository.MetadataFolder;
import jp.quickcare.server.repository.ObjectStore;
import jp.quickcare.server.repository.RepositoryLayout;
import jp.quickcare.server.repository.RepositoryState;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.revoke.RevokedList;

/**
 * Deletes what no release needs. Needed are: of a vendor every listed release; of a site every release that its signed
 * targets list (those offered and those offered just before) and what is imported and newer than that. Manifests go
 * before contents, so that whatever release is here is complete at every moment. Files that are none of a repository's
 * are left alone.
 */
public final class GarbageCollection {
    /** A client that read a timestamp may ask for what that led to for a while. */
    private static final Duration METADATA_STAYS = Duration.ofDays(1);

    private static final Pattern METADATA = Pattern.compile("[1-9][0-9]*\\.(?!root\\.json$).+\\.json");
    private static final Pattern MANIFEST = Pattern.compile("[0-9a-f]{64}\\..+\\.json");
    private static final Pattern CONTENT = Pattern.compile("[0-9a-f]{64}(\\.zst)?");

    private final ServerFolder folder;
    private final Instant now;
    private int files;
    private long bytes;

    private GarbageCollection(ServerFolder folder, Instant now) {
        this.folder = folder;
        this.now = now;
    }

    /**
     * What was deleted.
     *
     * @param files how many
     * @param bytes their length
     */
    public record Collected(int files, long bytes) {}

    /** Deletes what is not needed. @throws ServerFailure the repository is damaged; nothing was deleted then */
    public static Collected run(ServerFolder folder, Instant now) throws ServerFailure {
        return FolderLock.holding(folder.path(), "gc", () -> new GarbageCollection(folder, now).collect());
    }

    private Collected collect() throws ServerFailure, IOException {
        RepositoryLayout repository = folder.repository();
        List<MetadataFolder> metadata = new ArrayList<>(List.of(repository.releaseMetadata()));
        if (folder.kind() == ServerFolder.Kind.SITE) {
            metadata.add(repository.siteMetadata());
        }
        Set<Path> keep = new HashSet<>();
        for (MetadataFolder one : metadata) {
            keep.addAll(current(one));
        }
        for (HeldRelease release : needed()) {
            keep(release, keep);
        }
        RevokedList.file(repository, RepositoryState.load(repository.releaseMetadata(), now))
                .ifPresent(keep::add);
        for (MetadataFolder one : metadata) {
            delete(one.path(), METADATA, keep, now.minus(METADATA_STAYS));
        }
        delete(repository.releaseTargets(), MANIFEST, keep, now);
        delete(repository.objects().path(), CONTENT, keep, now);
        return new Collected(files, bytes);
    }

    private Set<Path> current(MetadataFolder metadata) throws ServerFailure {
        RepositoryState state = RepositoryState.load(metadata, now);
        Set<Path> current = new HashSet<>();
        state.snapshot()
                .ifPresent(snapshot ->
                        current.add(metadata.path().resolve(FileNames.versioned("snapshot", snapshot.version()))));
        for (Map.Entry<String, MetaFile> file : state.meta().entrySet()) {
            current.add(metadata.path().resolve(file.getValue().version() + "." + file.getKey()));
        }
        return current;
    }

    private List<HeldRelease> needed() throws ServerFailure {
        List<HeldRelease> held = HeldReleases.of(folder.repository(), now);
        if (folder.kind() == ServerFolder.Kind.VENDOR) {
            RepositoryState release = RepositoryState.load(folder.repository().releaseMetadata(), now);
            for (Map.Entry<String, Targets> role : release.targets().entrySet()) {
                if (!role.getKey().equals(RevokedSites.ROLE)) {
                    requireHeld(role.getValue().targets().values(), held);
                }
            }
            return held;
        }
        RepositoryState site = RepositoryState.load(folder.repository().siteMetadata(), now);
        Targets listed = site.targets().get(RepositoryState.TARGETS);
        Map<String, TargetInfo> offered = new HashMap<>(listed == null ? Map.of() : listed.targets());
        // A word of the site's own, with no contents.
        offered.remove(SiteAddress.PATH);
        requireHeld(offered.values(), held);
        return held.stream()
                .filter(release -> offered.containsKey(release.name().toString()) || isNewer(release, held, offered))
                .toList();
    }

    /** Without its manifest nobody can say which contents a release needs. */
    private void requireHeld(Collection<TargetInfo> listed, List<HeldRelease> held) throws ServerFailure {
        for (TargetInfo target : listed) {
            if (held.stream().noneMatch(release -> release.name().toString().equals(target.path()))) {
                throw new ServerFailure(
                        FailureCode.DAMAGED_REPOSITORY, Sentence.of("gc.missing", target.path(), folder.path()));
            }
        }
    }

    /** Imported, and waiting to be offered. */
    private static boolean isNewer(HeldRelease release, List<HeldRelease> held, Map<String, TargetInfo> offered) {
        return held.stream()
                .filter(other -> offered.containsKey(other.name().toString()))
                .filter(other -> other.name().app().equals(release.name().app())
                        && other.name().platform().equals(release.name().platform()))
                .allMatch(other -> release.counter() > other.counter());
    }

    private void keep(HeldRelease release, Set<Path> keep) throws ServerFailure, IOException {
        Sha256 sha256 = Sha256.ofHex(release.listed().hashes().getOrDefault("sha256", ""));
        Path manifest = folder.repository().manifest(release.name(), sha256);
        keep.add(manifest);
        try {
            ReleaseManifest read = Agreement.vendorRelease(release.listed(), Files.readAllBytes(manifest));
            ObjectStore objects = folder.repository().objects();
            for (ReleaseFile file : read.files()) {
                keep.add(objects.file(file.sha256(), file.zstLengthBytes().isPresent()));
            }
            for (SavingObject saving : read.savingObjects()) {
                keep.add(objects.file(saving.sha256(), false));
            }
        } catch (NotAgreedException e) {
            throw new ServerFailure(
                    FailureCode.DAMAGED_REPOSITORY,
                    Sentence.of("gc.damaged", manifest, String.valueOf(e.getMessage())),
                    e);
        }
    }

    private void delete(Path under, Pattern names, Set<Path> keep, Instant writtenBefore) throws IOException {
        if (!Files.isDirectory(under)) {
            return;
        }
        List<Path> unneeded;
        try (Stream<Path> all = Files.walk(under)) {
            unneeded = all.filter(file -> !keep.contains(file))
                    .filter(Files::isRegularFile)
                    .toList();
        }
        Set<Path> touched = new HashSet<>();
        for (Path file : unneeded) {
            String name = file.getFileName().toString();
            // Nobody writes while the lock is held, so an unfinished file will never be finished.
            boolean leftOver = name.startsWith(".") && name.endsWith(DurableFiles.TEMPORARY);
            boolean old = !Files.getLastModifiedTime(file).toInstant().isAfter(writtenBefore);
            if (leftOver || (names.matcher(name).matches() && old)) {
                files++;
                bytes += Files.size(file);
                Files.delete(file);
                touched.add(file.resolveSibling("."));
            }
        }
        for (Path parent : touched) {
            DurableFiles.flushFolder(parent.normalize());
        }
    }
}
