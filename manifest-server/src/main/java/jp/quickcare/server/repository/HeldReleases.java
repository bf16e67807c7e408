package jp.quickcare.server.repository;

import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.release.RevokedSites;
import jp.quickcare.manifest.release.TargetName;
import jp.quickcare.manifest.tuf.TargetInfo;
import jp.quickcare.manifest.tuf.Targets;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;

/** Which of the vendor's releases a repository has: a site takes over only some. */
public final class HeldReleases {
    private HeldReleases() {}

    /** All of them. @throws ServerFailure the vendor's metadata here is damaged */
    public static List<HeldRelease> of(RepositoryLayout repository, Instant now) throws ServerFailure {
        return of(repository, RepositoryState.loadReceived(repository.releaseMetadata(), now));
    }

    /** All of them, by metadata that has been read. */
    public static List<HeldRelease> of(RepositoryLayout repository, RepositoryState release) throws ServerFailure {
        List<HeldRelease> held = new ArrayList<>();
        for (Map.Entry<String, Targets> role : release.targets().entrySet()) {
            if (role.getKey().equals(RepositoryState.TARGETS) || role.getKey().equals(RevokedSites.ROLE)) {
                continue;
            }
            for (TargetInfo target : role.getValue().targets().values()) {
                HeldRelease one = read(target);
                Sha256 sha256 = Sha256.ofHex(target.hashes().getOrDefault("sha256", ""));
                if (Files.isRegularFile(repository.manifest(one.name(), sha256))) {
                    held.add(one);
                }
            }
        }
        return held;
    }

    private static HeldRelease read(TargetInfo target) throws ServerFailure {
        try {
            JsonObject custom = target.custom().orElseThrow(() -> new JsonException("it has no custom part"));
            Sha256.ofHex(target.hashes().getOrDefault("sha256", ""));
            return new HeldRelease(TargetName.of(target.path()), custom.integer("counter"), target);
        } catch (JsonException | IllegalArgumentException e) {
            throw new ServerFailure(
                    FailureCode.DAMAGED_REPOSITORY,
                    Sentence.of("folder.listing-damaged", target.path(), String.valueOf(e.getMessage())),
                    e);
        }
    }
}
