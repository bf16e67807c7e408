package jp.quickcare.server.deltas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.quickcare.delta.plan.ChangedFiles;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.Agreement;
import jp.quickcare.manifest.release.NotAgreedException;
import jp.quickcare.manifest.release.ReleaseChunks;
import jp.quickcare.manifest.release.ReleaseDelta;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.server.deltas.DeltaJob.Made;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.progress.Progress;
import jp.quickcare.server.repository.HeldRelease;
import jp.quickcare.server.repository.ObjectStore;
import jp.quickcare.server.repository.RepositoryLayout;

/**
 * Makes the deltas of a release that is being published: from the releases before it, each in a process of its own, two
 * at a time. The same releases always give the same deltas. Only those are listed that save a tenth and more.
 */
public final class DeltaMaking {
    /** With less than this to bring, a delta is not worth its making. */
    private static final long WORTH_IT_BYTES = 64 * 1024;

    private static final int AT_ONCE = 2;

    private final RepositoryLayout repository;
    private final Path folder;
    private final DeltaOrder order;
    private final Progress progress;

    /** @param folder where they are made; see {@link jp.quickcare.server.repository.ServerFolder#deltaWork} */
    public DeltaMaking(RepositoryLayout repository, Path folder, DeltaOrder order, Progress progress) {
        this.repository = repository;
        this.folder = folder;
        this.order = order;
        this.progress = progress;
    }

    /** An older release, and what it takes to bring the new one to a PC that has it. */
    record Older(Sha256 sha256, HeldRelease release, ReleaseManifest manifest, Path file, long wholeBytes) {}

    /**
     * Makes them and takes them into the store, which the caller flushes.
     *
     * @param draft the release without deltas; its files are in the store
     * @param held every release that the repository has
     * @throws ServerFailure one could not be made for want of room, or a manifest is damaged; a next run goes on
     */
    public MadeDeltas make(ReleaseManifest draft, List<HeldRelease> held, ObjectStore objects)
            throws ServerFailure, IOException {
        MadeDeltas made = makeFrom(nearest(draft, held, order.releases()), draft, objects);
        return order.chunks() && order.releases() > 0 ? withChunks(made, draft, held, objects) : made;
    }

    private MadeDeltas withChunks(MadeDeltas made, ReleaseManifest draft, List<HeldRelease> held, ObjectStore objects)
            throws ServerFailure, IOException {
        List<Older> before = new ArrayList<>();
        for (HeldRelease release : nearest(draft, held, ChunkMaking.MOST_OLDER)) {
            before.add(older(draft, release));
        }
        return new ChunkMaking(folder, order, progress).make(made, draft, before, objects);
    }

    /**
     * Makes those again that a listed release has and the store lacks, or has damaged. What comes out otherwise stays
     * unused: PCs bring the files whole then.
     */
    public void restore(ReleaseManifest listed, List<HeldRelease> held, ObjectStore objects)
            throws ServerFailure, IOException {
        Set<Sha256> lacking = new HashSet<>();
        for (ReleaseDelta delta : listed.deltas()) {
            if (objects.findIntact(delta.sha256(), delta.lengthBytes()).isEmpty()) {
                lacking.add(delta.from());
            }
        }
        List<HeldRelease> from = held.stream()
                .filter(release -> lacking.contains(digest(release)))
                .toList();
        ReleaseManifest draft = listed.withDeltas(List.of()).withChunks(Optional.empty());
        makeFrom(from, draft, objects);
        Optional<ReleaseChunks> chunks = listed.chunks();
        if (chunks.isPresent()
                && objects.findIntact(chunks.get().sha256(), chunks.get().lengthBytes())
                        .isEmpty()) {
            withChunks(MadeDeltas.NONE, draft, held, objects);
        }
    }

    private MadeDeltas makeFrom(List<HeldRelease> from, ReleaseManifest draft, ObjectStore objects)
            throws ServerFailure, IOException {
        List<Older> before = new ArrayList<>();
        for (HeldRelease release : from) {
            Older older = older(draft, release);
            if (older.wholeBytes() >= WORTH_IT_BYTES) {
                before.add(older);
            }
        }
        if (before.isEmpty()) {
            return MadeDeltas.NONE;
        }
        DeltaWork work = DeltaWork.open(folder, draft);
        return take(before, run(draft, before, work, objects), work, objects);
    }

    /** @return those that gave no delta, and why */
    private Map<Sha256, Made> run(ReleaseManifest draft, List<Older> before, DeltaWork work, ObjectStore objects)
            throws IOException {
        List<DeltaJob> jobs = new ArrayList<>();
        for (Older older : before) {
            if (work.finished(older.sha256()).isEmpty()) {
                jobs.add(new DeltaJob(older.sha256(), older.file(), older.wholeBytes()));
                work.unpack(older.manifest().files(), objects);
            }
        }
        if (jobs.isEmpty()) {
            return Map.of();
        }
        work.unpack(draft.files(), objects);
        int atOnce = Math.min(Math.min(AT_ONCE, Runtime.getRuntime().availableProcessors()), jobs.size());
        return new DeltaJobs(work, atOnce, order.memoryMegabytes() / atOnce, progress).run(jobs);
    }

    /** Nothing of the work is needed any more: the release is published. */
    public void forget() throws IOException {
        DeltaWork.delete(folder);
        Path parent = folder.getParent();
        if (parent != null && Files.isDirectory(parent) && isEmpty(parent)) {
            Files.delete(parent);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private MadeDeltas take(List<Older> before, Map<Sha256, Made> failed, DeltaWork work, ObjectStore objects)
            throws IOException, ServerFailure {
        List<ReleaseDelta> deltas = new ArrayList<>();
        List<Sentence> told = new ArrayList<>();
        for (Older older : before) {
            String version = older.release().name().version();
            Optional<Path> finished = work.finished(older.sha256());
            if (finished.isEmpty()) {
                Made why = failed.getOrDefault(older.sha256(), new Made(1, ""));
                told.add(whyNot(version, why));
                continue;
            }
            long length = Files.size(finished.get());
            if (length > older.wholeBytes() - older.wholeBytes() / 10) {
                told.add(Sentence.of("publish.delta-large", version, length, older.wholeBytes()));
                continue;
            }
            Sha256 sha256 = digest(finished.get());
            objects.addAsItIs(finished.get(), sha256);
            deltas.add(new ReleaseDelta(older.sha256(), length, sha256));
            told.add(Sentence.of("publish.delta", version, length, older.wholeBytes()));
        }
        return new MadeDeltas(deltas, Optional.empty(), told);
    }

    private Sentence whyNot(String version, Made why) throws ServerFailure {
        return switch (why.code()) {
            case DeltaProcess.NONE -> Sentence.of("publish.delta-none", version, why.reason());
            case DeltaProcess.NO_MEMORY -> Sentence.of("publish.delta-memory", version, order.memoryMegabytes());
            default ->
                throw new ServerFailure(
                        FailureCode.DISK, Sentence.of("publish.delta-failed", version, why.code(), why.reason()));
        };
    }

    /** The releases that a PC most likely has: those right before this one, newest first. */
    private static List<HeldRelease> nearest(ReleaseManifest draft, List<HeldRelease> held, int most) {
        return held.stream()
                .filter(release -> release.name().app().equals(draft.app())
                        && release.name().platform().equals(draft.platform())
                        && release.counter() < draft.counter())
                .sorted(Comparator.comparingLong(HeldRelease::counter).reversed())
                .limit(most)
                .toList();
    }

    private Older older(ReleaseManifest draft, HeldRelease release) throws ServerFailure, IOException {
        Path file = repository.manifest(release.name(), digest(release));
        try {
            ReleaseManifest manifest = Agreement.vendorRelease(release.listed(), Files.readAllBytes(file));
            long wholeBytes = ChangedFiles.of(manifest.files(), draft.files()).stream()
                    .mapToLong(ReleaseFile::transferBytes)
                    .sum();
            return new Older(digest(release), release, manifest, file, wholeBytes);
        } catch (NotAgreedException e) {
            throw new ServerFailure(
                    FailureCode.DAMAGED_REPOSITORY, Sentence.of("gc.damaged", file, String.valueOf(e.getMessage())), e);
        }
    }

    private static Sha256 digest(HeldRelease release) {
        return Sha256.ofHex(release.listed().hashes().getOrDefault("sha256", ""));
    }

    static Sha256 digest(Path file) throws IOException {
        var digest = Sha256.newDigest();
        byte[] buffer = new byte[64 * 1024];
        try (var in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return Sha256.of(digest);
    }
}
