package jp.quickcare.server.site;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.manifest.release.InvalidReleaseException;
import jp.quickcare.manifest.release.SiteAddress;
import jp.quickcare.manifest.tuf.TargetInfo;
import jp.quickcare.manifest.tuf.Targets;
import jp.quickcare.server.durable.FolderLock;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.keys.KeyFolder;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.repository.Lifetimes;
import jp.quickcare.server.repository.MetadataFolder;
import jp.quickcare.server.repository.RepositorySigner;
import jp.quickcare.server.repository.RepositoryState;
import jp.quickcare.server.repository.ServerFolder;

/** Signs where a site's servers are, for PCs that ask at another address still (SPEC C2, THREATS SA8). */
public final class AddressSigner {
    private final ServerFolder site;
    private final KeyFolder keys;
    private final Instant now;

    /** @param now the present: what tells this statement from another, and from which lifetimes run */
    public AddressSigner(ServerFolder site, KeyFolder keys, Instant now) {
        this.site = site;
        this.keys = keys;
        this.now = now;
    }

    /** What is said now; empty where nothing is. */
    public Optional<SiteAddress> said() throws ServerFailure {
        return of(RepositoryState.load(site.repository().siteMetadata(), now));
    }

    private Optional<SiteAddress> of(RepositoryState state) throws ServerFailure {
        Targets targets = state.targets().get(RepositoryState.TARGETS);
        try {
            return targets == null
                    ? Optional.empty()
                    : SiteAddress.of(targets.targets().values());
        } catch (InvalidReleaseException e) {
            throw new ServerFailure(
                    FailureCode.DAMAGED_REPOSITORY,
                    Sentence.of("offer.damaged", site.path(), String.valueOf(e.getMessage())),
                    e);
        }
    }

    /**
     * Says it. Said once more, it moves PCs once more that were set to other addresses since.
     *
     * @param servers in the order in which PCs ask; at least one
     */
    public SiteAddress say(List<String> servers) throws ServerFailure {
        SiteAddress address;
        try {
            address = new SiteAddress(servers, now);
        } catch (IllegalArgumentException e) {
            throw ServerFailure.badInput(Sentence.of("address.impossible", String.valueOf(e.getMessage())));
        }
        commit(Optional.of(address));
        return address;
    }

    /** Says nothing any more: PCs stay where they are. @return whether anything was said before */
    public boolean takeBack() throws ServerFailure {
        if (said().isEmpty()) {
            return false;
        }
        commit(Optional.empty());
        return true;
    }

    private void commit(Optional<SiteAddress> address) throws ServerFailure {
        FolderLock.holding(site.path(), "address", () -> {
            MetadataFolder metadata = site.repository().siteMetadata();
            RepositoryState state = RepositoryState.load(metadata, now);
            Targets before = state.targets().get(RepositoryState.TARGETS);
            if (before == null) {
                throw new ServerFailure(FailureCode.DAMAGED_REPOSITORY, Sentence.of("site.incomplete", site.path()));
            }
            Map<String, TargetInfo> listed = new LinkedHashMap<>(before.targets());
            listed.remove(SiteAddress.PATH);
            address.ifPresent(said -> listed.put(SiteAddress.PATH, said.toTarget(RepositoryState.TARGETS)));
            return new RepositorySigner(metadata, keys, Lifetimes.SITE, now)
                    .commit(state, Map.of(RepositoryState.TARGETS, new Targets(1, now, listed, before.delegations())));
        });
    }
}
