package jp.quickcare.server.admission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jp.quickcare.manifest.release.InvalidReleaseException;
import jp.quickcare.manifest.release.Offer;
import jp.quickcare.manifest.tuf.Targets;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.repository.MetadataFolder;
import jp.quickcare.server.repository.RepositoryState;
import jp.quickcare.server.repository.ServerFolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends no new install where the site's signed offer forbids it (SPEC A7, THREATS SA7). Thread-safe. */
public final class NewInstalls implements Function<TicketRequest, Optional<Refusal>> {
    private static final Logger LOG = LoggerFactory.getLogger(NewInstalls.class);

    private final MetadataFolder metadata;
    private volatile @Nullable Known known;

    private record Known(String version, List<Offer> offers) {}

    /** By the offers of this site, as they are at each question. */
    public NewInstalls(ServerFolder site) {
        this.metadata = site.repository().siteMetadata();
    }

    @Override
    public Optional<Refusal> apply(TicketRequest request) {
        boolean forbidden = request.isNewInstall()
                && offers().stream()
                        .anyMatch(offer -> offer.app().equals(request.client().app())
                                && offer.channel().equals(request.client().channel())
                                && offer.platform().equals(request.client().platform())
                                && !offer.newInstalls());
        return forbidden ? Optional.of(Refusal.NEW_INSTALLS_FORBIDDEN) : Optional.empty();
    }

    private List<Offer> offers() {
        Known before = known;
        try {
            Path timestamp = metadata.path().resolve("timestamp.json");
            String version = Files.size(timestamp) + " " + Files.getLastModifiedTime(timestamp) + " "
                    + Files.getAttribute(timestamp, "fileKey");
            if (before != null && before.version.equals(version)) {
                return before.offers;
            }
            RepositoryState state = RepositoryState.load(metadata, Instant.now());
            Targets targets = state.targets().get(RepositoryState.TARGETS);
            List<Offer> offers =
                    targets == null ? List.of() : Offer.of(targets.targets().values());
            known = new Known(version, offers);
            return offers;
        } catch (IOException | ServerFailure | InvalidReleaseException e) {
            // Clients read the same offers and obey them; the last ones known are better than none.
            LOG.warn("The offers of the site cannot be read: {}", e.getMessage());
            return before == null ? List.of() : before.offers;
        }
    }
}
