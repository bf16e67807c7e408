package jp.quickcare.server.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.Agreement;
import jp.quickcare.manifest.release.InvalidReleaseException;
import jp.quickcare.manifest.release.NotAgreedException;
import jp.quickcare.manifest.release.Offer;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.RevokedSites;
import jp.quickcare.manifest.release.SavingObject;
import jp.quickcare.manifest.release.SiteAddress;
import jp.quickcare.manifest.release.SiteId;
import jp.quickcare.manifest.release.TargetName;
import jp.quickcare.manifest.tuf.TargetInfo;
import jp.quickcare.manifest.tuf.Targets;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.progress.Progress;
import jp.quickcare.server.repository.RepositoryLayout;
import jp.quickcare.server.repository.RepositoryState;
import jp.quickcare.server.repository.StoredContent;
import jp.quickcare.server.repository.WrongContent;
import jp.quickcare.server.revoke.RevokedList;

/**
 * Checks everything in a repository: signatures, dates, manifests against their listing, offers against what the vendor
 * lists, and every content by its digest. It changes nothing and goes on after a problem.
 */
public final class RepositoryCheck {
    private final RepositoryLayout repository;
    private final Instant now;
    private final Progress progress;
    private final List<Sentence> problems = new ArrayList<>();
    private final Map<Sha256, Needed> contents = new LinkedHashMap<>();
    private final List<Listed> deltas = new ArrayList<>();
    private int releases;

    /** A delta of a release, or its chunks; a site may do without it. */
    private record Listed(SavingObject delta, TargetName release, boolean mayLack) {}

    /** @param now the present, for the dates */
    public RepositoryCheck(RepositoryLayout repository, Instant now, Progress progress) {
        this.repository = repository;
        this.now = now;
        this.progress = progress;
    }

    /**
     * What was found.
     *
     * @param releases how many were checked
     * @param contents how many were checked
     * @param problems one sentence each; empty where all is as it should be
     */
    public record Result(int releases, int contents, List<Sentence> problems) {}

    private record Needed(ReleaseFile file, TargetName release) {}

    /** Checks all of it. @throws ServerFailure something could not be read at all */
    public Result run() throws ServerFailure {
        boolean site = repository.siteMetadata().has("1.root.json");
        Optional<RepositoryState> release = Optional.empty();
        if (!site || repository.releaseMetadata().has("timestamp.json")) {
            release = state("release", repository.releaseMetadata());
        }
        Optional<RepositoryState> offers = site ? state("site", repository.siteMetadata()) : Optional.empty();
        try {
            if (release.isPresent()) {
                checkRevoked(release.get(), site);
                checkReleases(release.get(), site);
            }
            if (offers.isPresent()) {
                checkOffers(offers.get(), release);
            }
            checkContents();
            checkDeltas();
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.checking", repository.root()), e);
        } finally {
            progress.end();
        }
        return new Result(releases, contents.size(), List.copyOf(problems));
    }

    private Optional<RepositoryState> state(String name, jp.quickcare.server.repository.MetadataFolder metadata)
            throws ServerFailure {
        problems.addAll(MetadataCheck.run(name, metadata, now));
        try {
            return Optional.of(RepositoryState.load(metadata, now));
        } catch (ServerFailure e) {
            if (problems.isEmpty()) {
                problems.add(e::sentence);
            }
            return Optional.empty();
        }
    }

    private void checkRevoked(RepositoryState release, boolean site) throws IOException {
        try {
            RevokedSites revoked = RevokedList.read(repository, release);
            if (site
                    && revoked.contains(
                            SiteId.ofFirstRoot(repository.siteMetadata().firstRoot()))) {
                problems.add(Sentence.of("verify.revoked"));
            }
        } catch (ServerFailure e) {
            problems.add(Sentence.of("verify.release-list", (Sentence) e::sentence));
        }
    }

    private void checkReleases(RepositoryState release, boolean site) throws IOException {
        for (Map.Entry<String, Targets> role : release.targets().entrySet()) {
            if (role.getKey().equals(RevokedSites.ROLE)) {
                continue;
            }
            for (TargetInfo target : role.getValue().targets().values()) {
                try {
                    checkRelease(target, site);
                } catch (NotAgreedException | IllegalArgumentException e) {
                    problems.add(Sentence.of("verify.release", target.path(), String.valueOf(e.getMessage())));
                }
            }
        }
    }

    private void checkRelease(TargetInfo target, boolean site) throws IOException, NotAgreedException {
        TargetName name = TargetName.of(target.path());
        Path file = repository.manifest(name, Sha256.ofHex(target.hashes().getOrDefault("sha256", "")));
        if (!Files.exists(file)) {
            // A site takes over only some of what the vendor lists; what it offers is asked for elsewhere.
            if (!site) {
                problems.add(Sentence.of("verify.no-manifest", target.path(), file));
            }
            return;
        }
        if (Files.size(file) != target.lengthBytes()) {
            problems.add(
                    Sentence.of("verify.manifest-length", target.path(), file, Files.size(file), target.lengthBytes()));
            return;
        }
        ReleaseManifest manifest = Agreement.vendorRelease(target, Files.readAllBytes(file));
        releases++;
        manifest.files().forEach(content -> contents.putIfAbsent(content.sha256(), new Needed(content, name)));
        manifest.savingObjects().forEach(saving -> deltas.add(new Listed(saving, name, site)));
    }

    private void checkOffers(RepositoryState offers, Optional<RepositoryState> release) {
        Targets listed = offers.targets().get(RepositoryState.TARGETS);
        if (listed == null) {
            problems.add(Sentence.of("verify.never-offered"));
            return;
        }
        try {
            Offer.of(listed.targets().values());
            SiteAddress.of(listed.targets().values());
        } catch (InvalidReleaseException e) {
            problems.add(Sentence.of("verify.site", String.valueOf(e.getMessage())));
        }
        Set<String> missing = new LinkedHashSet<>();
        for (TargetInfo target : listed.targets().values()) {
            if (target.path().equals(SiteAddress.PATH)) {
                continue;
            }
            Optional<TargetInfo> fromVendor = release.flatMap(state -> state.targets().values().stream()
                    .flatMap(targets -> targets.targets().values().stream())
                    .filter(other -> other.path().equals(target.path()))
                    .findFirst());
            boolean same = fromVendor.isPresent()
                    && fromVendor.get().lengthBytes() == target.lengthBytes()
                    && fromVendor.get().hashes().equals(target.hashes());
            if (!same) {
                problems.add(Sentence.of("verify.offer-differs", target.path()));
            } else if (!isHere(target)) {
                missing.add(target.path());
            }
        }
        missing.forEach(path -> problems.add(Sentence.of("verify.offer-missing", path)));
    }

    private boolean isHere(TargetInfo target) {
        try {
            Sha256 sha256 = Sha256.ofHex(target.hashes().getOrDefault("sha256", ""));
            return Files.isRegularFile(repository.manifest(TargetName.of(target.path()), sha256));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void checkContents() throws IOException {
        progress.begin(
                Sentence.of("progress.checking"),
                contents.values().stream()
                        .mapToLong(needed -> needed.file().lengthBytes())
                        .sum());
        for (Needed needed : contents.values()) {
            ReleaseFile content = needed.file();
            boolean compressed = content.zstLengthBytes().isPresent();
            Path file = repository.objects().file(content.sha256(), compressed);
            try {
                StoredContent.check(file, compressed, content.sha256(), content.lengthBytes());
                long stored = content.zstLengthBytes().orElse(content.lengthBytes());
                if (Files.size(file) != stored) {
                    throw new WrongContent(Sentence.of("content.not-listed", stored));
                }
            } catch (WrongContent e) {
                problems.add(Sentence.of("verify.content", file, e.sentence(), content.path(), needed.release()));
            }
            progress.add(content.lengthBytes());
        }
    }

    private void checkDeltas() throws IOException {
        for (Listed listed : deltas) {
            SavingObject delta = listed.delta();
            Path file = repository.objects().file(delta.sha256(), false);
            if (listed.mayLack() && !Files.exists(file)) {
                continue;
            }
            try {
                StoredContent.check(file, false, delta.sha256(), delta.lengthBytes());
            } catch (WrongContent e) {
                problems.add(Sentence.of("verify.delta", file, listed.release(), e.sentence()));
            }
        }
    }
}
