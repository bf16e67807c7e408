package jp.quickcare.server.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.release.Agreement;
import jp.quickcare.manifest.release.InvalidReleaseException;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.TargetName;
import jp.quickcare.manifest.tuf.Delegations;
import jp.quickcare.manifest.tuf.TargetInfo;
import jp.quickcare.manifest.tuf.Targets;
import jp.quickcare.server.deltas.DeltaMaking;
import jp.quickcare.server.deltas.DeltaOrder;
import jp.quickcare.server.deltas.MadeDeltas;
import jp.quickcare.server.durable.FolderLock;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.keys.KeyFolder;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.progress.Progress;
import jp.quickcare.server.publish.SourceFolder.SourceFile;
import jp.quickcare.server.repository.HeldReleases;
import jp.quickcare.server.repository.Lifetimes;
import jp.quickcare.server.repository.ObjectStore;
import jp.quickcare.server.repository.RepositorySigner;
import jp.quickcare.server.repository.RepositoryState;
import jp.quickcare.server.repository.ServerFolder;

/**
 * Makes a folder a signed release: contents first, then the manifest, then the signed metadata with the timestamp last.
 * The same folder with the same request gives the same manifest, byte for byte, and a second time nothing changes.
 */
public final class Publisher {
    private final ServerFolder vendor;
    private final KeyFolder keys;
    private final Instant now;
    private final Progress progress;

    /** @param now the present, from which lifetimes run */
    public Publisher(ServerFolder vendor, KeyFolder keys, Instant now, Progress progress) {
        this.vendor = vendor;
        this.keys = keys;
        this.now = now;
        this.progress = progress;
    }

    /** Publishes one release. @throws ServerFailure nothing of it can be seen by anybody then */
    public Published publish(PublishRequest request) throws ServerFailure {
        try {
            return FolderLock.holding(vendor.path(), "publish " + request.name(), () -> publishLocked(request));
        } finally {
            progress.end();
        }
    }

    private Published publishLocked(PublishRequest request) throws ServerFailure, IOException {
        RepositorySigner signer =
                new RepositorySigner(vendor.repository().releaseMetadata(), keys, Lifetimes.of(vendor.kind()), now);
        RepositoryState state = RepositoryState.load(vendor.repository().releaseMetadata(), now);
        state.requireFreshRoot(vendor.repository().releaseMetadata().path(), now);
        signer.requireKeys(state, Set.of(request.name().app()));
        Targets listed = state.targets().get(request.name().app());
        if (listed == null) {
            throw new IllegalStateException("a role has keys and no targets: " + request.name());
        }
        return publish(request, Counters.of(listed).choose(request), signer, state, listed);
    }

    private Published publish(
            PublishRequest request, long counter, RepositorySigner signer, RepositoryState state, Targets listed)
            throws ServerFailure, IOException {
        List<SourceFile> files =
                SourceFolder.scan(request.from(), request.settings().command());
        RuntimePlatform.require(request.name(), request.from(), files);
        ObjectStore objects = vendor.repository().objects();
        Intake intake = new Intake(objects);
        ReleaseManifest draft = manifest(request, counter, intake.read(files));
        ClassPathAttributes.requireInside(draft, request.from());
        Optional<TargetInfo> before =
                Optional.ofNullable(listed.targets().get(request.name().toString()));
        DeltaOrder order = request.deltas().usefulTo(draft.app());
        DeltaMaking making = new DeltaMaking(vendor.repository(), vendor.deltaWork(), order, progress);
        MadeDeltas made = deltas(draft, before, making, state, objects);
        ReleaseManifest manifest = draft.withDeltas(made.deltas()).withChunks(made.chunks());
        byte[] bytes = manifest.toBytes();
        if (bytes.length > ReleaseManifest.MAX_BYTES) {
            throw ServerFailure.badInput(Sentence.of("publish.too-long", request.name(), ReleaseManifest.MAX_BYTES));
        }
        Sha256 sha256 = Sha256.of(bytes);
        requireSameContent(request, before, sha256);
        TargetInfo target = new TargetInfo(
                request.name().toString(),
                bytes.length,
                Map.of("sha256", sha256.hex()),
                Optional.of(Agreement.toCustom(manifest, floor(request, counter, before))),
                request.name().app());
        objects.flush();
        vendor.repository().writeManifest(request.name(), bytes);
        boolean unchanged = before.equals(Optional.of(target));
        if (!unchanged) {
            Map<String, TargetInfo> targets = new LinkedHashMap<>(listed.targets());
            targets.put(target.path(), target);
            signer.commit(state, Map.of(request.name().app(), new Targets(1, now, targets, Delegations.NONE)));
        }
        making.forget();
        return new Published(manifest, sha256, intake.newObjects, intake.newBytes, made.told(), unchanged);
    }

    /** What is listed keeps the deltas it has; what is new gets its own. */
    private MadeDeltas deltas(
            ReleaseManifest draft,
            Optional<TargetInfo> before,
            DeltaMaking making,
            RepositoryState state,
            ObjectStore objects)
            throws ServerFailure, IOException {
        if (before.isPresent()) {
            Path file = vendor.repository()
                    .manifest(
                            TargetName.of(before.get().path()),
                            Sha256.ofHex(before.get().hashes().getOrDefault("sha256", "")));
            try {
                ReleaseManifest listed = ReleaseManifest.parse(Files.readAllBytes(file));
                making.restore(listed, HeldReleases.of(vendor.repository(), state), objects);
                return new MadeDeltas(listed.deltas(), listed.chunks(), List.of());
            } catch (NoSuchFileException | InvalidReleaseException e) {
                // The same folder gives the same deltas, and with them the manifest that is missing.
                return making.make(draft, HeldReleases.of(vendor.repository(), state), objects);
            }
        }
        return making.make(draft, HeldReleases.of(vendor.repository(), state), objects);
    }

    private static void requireSameContent(PublishRequest request, Optional<TargetInfo> before, Sha256 sha256)
            throws ServerFailure {
        if (before.isPresent() && !sha256.hex().equals(before.get().hashes().get("sha256"))) {
            throw ServerFailure.badInput(Sentence.of("publish.other-content", request.name()));
        }
    }

    /** A floor that is listed stays unless another is asked for. */
    private static OptionalLong floor(PublishRequest request, long counter, Optional<TargetInfo> before)
            throws ServerFailure {
        OptionalLong wanted = request.floor();
        if (wanted.isEmpty()) {
            try {
                JsonObject custom = before.flatMap(TargetInfo::custom)
                        .orElse(JsonObject.builder().build());
                return custom.has("floor") ? OptionalLong.of(custom.integer("floor")) : OptionalLong.empty();
            } catch (JsonException e) {
                throw Counters.damaged(request.name().toString(), e);
            }
        }
        if (wanted.getAsLong() < 0 || wanted.getAsLong() > counter) {
            throw ServerFailure.badInput(Sentence.of("publish.floor", wanted.getAsLong(), request.name(), counter));
        }
        return wanted.getAsLong() == 0 ? OptionalLong.empty() : wanted;
    }

    private static ReleaseManifest manifest(PublishRequest request, long counter, List<ReleaseFile> files)
            throws ServerFailure {
        try {
            return new ReleaseManifest(
                    request.name().app(),
                    request.name().version(),
                    counter,
                    request.name().platform(),
                    request.settings().minLauncher(),
                    request.settings().launch(),
                    request.settings().shortcuts(),
                    files);
        } catch (IllegalArgumentException e) {
            throw new ServerFailure(
                    FailureCode.BAD_INPUT,
                    Sentence.of("publish.impossible", request.name(), String.valueOf(e.getMessage())),
                    e);
        }
    }

    /** Takes the contents in; those that are there already, intact, are only read. */
    private final class Intake {
        private final ObjectStore objects;
        private int newObjects;
        private long newBytes;

        Intake(ObjectStore objects) {
            this.objects = objects;
        }

        List<ReleaseFile> read(List<SourceFile> files) throws IOException {
            progress.begin(
                    Sentence.of("progress.publishing"),
                    files.stream().mapToLong(SourceFile::lengthBytes).sum());
            Map<Sha256, ObjectStore.Stored> stored = new LinkedHashMap<>();
            List<ReleaseFile> result = new ArrayList<>(files.size());
            try {
                for (SourceFile file : files) {
                    result.add(read(file, stored));
                    progress.add(file.lengthBytes());
                }
            } catch (IOException e) {
                objects.settleAfter(e);
                throw e;
            }
            // Deltas are made of what lies in the store.
            objects.settle();
            return result;
        }

        private ReleaseFile read(SourceFile file, Map<Sha256, ObjectStore.Stored> stored) throws IOException {
            Sha256 sha256 = Contents.digest(file.file(), file.lengthBytes());
            ObjectStore.Stored how = stored.get(sha256);
            if (how == null) {
                how = store(file, sha256);
                stored.put(sha256, how);
            }
            return new ReleaseFile(file.path(), file.lengthBytes(), sha256, file.executable(), how.zstLengthBytes());
        }

        private ObjectStore.Stored store(SourceFile file, Sha256 sha256) throws IOException {
            Optional<ObjectStore.Stored> there = objects.findIntact(sha256, file.lengthBytes());
            if (there.isPresent()) {
                return there.get();
            }
            newObjects++;
            newBytes += file.lengthBytes();
            return objects.add(file.file(), sha256, file.lengthBytes());
        }
    }
}
