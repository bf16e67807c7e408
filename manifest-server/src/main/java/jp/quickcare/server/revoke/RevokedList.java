package jp.quickcare.server.revoke;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jp.quickcare.manifest.release.InvalidReleaseException;
import jp.quickcare.manifest.release.RevokedSites;
import jp.quickcare.manifest.tuf.TargetInfo;
import jp.quickcare.manifest.tuf.Targets;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.repository.RepositoryLayout;
import jp.quickcare.server.repository.RepositoryState;

/** The vendor's list of revoked sites in a repository of ours. */
public final class RevokedList {
    private RevokedList() {}

    /** How the vendor lists it; empty where no site was ever revoked. */
    public static Optional<TargetInfo> listed(RepositoryState release) {
        return Optional.ofNullable(release.targets().get(RevokedSites.ROLE))
                .map(Targets::targets)
                .map(targets -> targets.get(RevokedSites.PATH));
    }

    /** Where it lies, if the vendor lists one. @throws ServerFailure it is listed improperly */
    public static Optional<Path> file(RepositoryLayout repository, RepositoryState release) throws ServerFailure {
        Optional<TargetInfo> listed = listed(release);
        try {
            return listed.isEmpty()
                    ? Optional.empty()
                    : Optional.of(repository.revokedSites(RevokedSites.digest(listed.get())));
        } catch (InvalidReleaseException e) {
            throw damaged(Sentence.verbatim(String.valueOf(e.getMessage())), e);
        }
    }

    /** Which sites are revoked. @throws ServerFailure the list is missing or damaged */
    public static RevokedSites read(RepositoryLayout repository, RepositoryState release) throws ServerFailure {
        Optional<Path> file = file(repository, release);
        if (file.isEmpty()) {
            return RevokedSites.NONE;
        }
        try {
            if (!Files.isRegularFile(file.get()) || Files.size(file.get()) > RevokedSites.MAX_BYTES) {
                throw damaged(Sentence.of("revoke.missing", file.get()), null);
            }
            return RevokedSites.of(listed(release).orElseThrow(), Files.readAllBytes(file.get()));
        } catch (InvalidReleaseException e) {
            throw damaged(Sentence.verbatim(file.get() + ": " + e.getMessage()), e);
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.reading", file.get()), e);
        }
    }

    private static ServerFailure damaged(Sentence what, @org.jspecify.annotations.Nullable Exception cause) {
        return new ServerFailure(FailureCode.DAMAGED_REPOSITORY, Sentence.of("revoke.damaged", what), cause);
    }
}
