package jp.quickcare.server.site;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.quickcare.manifest.tuf.RoleMetadata;
import jp.quickcare.manifest.tuf.Targets;
import jp.quickcare.manifest.tuf.Timestamp;
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

/** Keeps a site's metadata fresh with its online key; the server calls it now and then. Thread-safe. */
public final class SiteSigner {
    private SiteSigner() {}

    /** What was done. */
    public enum Refreshed {
        /** Nothing was near its date. */
        STILL_FRESH,
        /** The timestamp was signed anew. */
        TIMESTAMP,
        /** Snapshot and targets too. */
        EVERYTHING,
        /** Another command was at work; the next call will do it. */
        BUSY
    }

    /**
     * Signs anew the timestamp of an earlier {@linkplain Lifetimes#turn turn}, and snapshot and targets when they have less
     * than half of their life left. Nothing else changes.
     *
     * @throws ServerFailure the site is damaged, its online key is missing, or the disk failed
     */
    public static Refreshed refreshTimestamp(ServerFolder site, Instant now) throws ServerFailure {
        try {
            return FolderLock.holding(site.path(), FolderLock.REFRESH, () -> refresh(site, now));
        } catch (ServerFailure e) {
            if (e.code() == FailureCode.BUSY) {
                return Refreshed.BUSY;
            }
            throw e;
        }
    }

    private static Refreshed refresh(ServerFolder site, Instant now) throws ServerFailure {
        MetadataFolder metadata = site.repository().siteMetadata();
        RepositoryState state = RepositoryState.load(metadata, now);
        KeyFolder keys = KeyFolder.open(site.keys(), List.of());
        RepositorySigner signer = new RepositorySigner(metadata, keys, Lifetimes.SITE, now);
        Targets targets = state.targets().get(RepositoryState.TARGETS);
        if (targets == null) {
            throw new ServerFailure(FailureCode.DAMAGED_REPOSITORY, Sentence.of("site.incomplete", site.path()));
        }
        // Whoever took the wrong key away is told today, and not when PCs have stopped to update.
        signer.requireKeys(state, Set.of(RepositoryState.TARGETS));
        if (isOld(targets, Lifetimes.SITE.targets(), now)
                || isOld(state.snapshot().orElseThrow(), Lifetimes.SITE.snapshot(), now)) {
            signer.commit(state, Map.of(RepositoryState.TARGETS, targets));
            return Refreshed.EVERYTHING;
        }
        Timestamp timestamp = state.timestamp().orElseThrow();
        Duration life = Lifetimes.SITE.timestamp();
        if (isOld(timestamp, life, now) || Lifetimes.turn(timestamp.expires().minus(life)) < Lifetimes.turn(now)) {
            signer.renewTimestamp(state);
            return Refreshed.TIMESTAMP;
        }
        return Refreshed.STILL_FRESH;
    }

    /** Half of its life is over, or it was dated by a clock that was far ahead. */
    private static boolean isOld(RoleMetadata metadata, Duration lifetime, Instant now) {
        Instant expires = metadata.expires();
        return expires.isBefore(now.plus(lifetime.dividedBy(2))) || expires.isAfter(now.plus(lifetime.multipliedBy(2)));
    }
}
