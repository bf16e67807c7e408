package jp.quickcare.manifest.tuf;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Every rule of TUF's client workflow, without any input or output (TUF 5.3 to 5.6). Bytes go in, and are trusted or
 * refused; a refusal changes nothing. The order is root, timestamp, snapshot, targets, delegated roles; whoever breaks
 * it gets an {@link IllegalStateException}. Not thread-safe.
 */
final class TrustedMetadata {
    private final ExpiryRule expiry;
    private final Map<String, Targets> targetsByDelegation = new HashMap<>();
    private Root root;
    private @Nullable Timestamp timestamp;
    private @Nullable Snapshot snapshot;

    /** @param trustedRoot the root that the client has, which need not be fresh (TUF 5.2) */
    TrustedMetadata(byte[] trustedRoot, ExpiryRule expiry) throws TufException {
        this.expiry = expiry;
        SignedMetadata metadata = envelope(Root.TYPE, trustedRoot);
        this.root = read(Root.TYPE, metadata, Root::fromJson);
        Authority.of(root, Root.TYPE).require(Root.TYPE, metadata);
    }

    /**
     * Takes the next root (TUF 5.3.4 to 5.3.7).
     *
     * @return whether a key of timestamp or snapshot is gone: then what was stored of both is to be forgotten, so that
     *     a repository recovers from a fast-forward attack (TUF 5.3.11)
     */
    boolean updateRoot(byte[] file) throws TufException {
        SignedMetadata metadata = envelope(Root.TYPE, file);
        Root next = read(Root.TYPE, metadata, Root::fromJson);
        // 5.3.4: a threshold of the keys of the trusted root and of the new one.
        Authority.of(root, Root.TYPE).require(Root.TYPE, metadata);
        Authority.of(next, Root.TYPE).require(Root.TYPE, metadata);
        // 5.3.5: exactly the next version; a version cannot be skipped.
        if (next.version() != root.version() + 1) {
            throw new VersionException(Root.TYPE, root.version() + 1, next.version());
        }
        boolean rotated = lostKey(next, Timestamp.TYPE) || lostKey(next, Snapshot.TYPE);
        root = next;
        return rotated;
    }

    private boolean lostKey(Root next, String role) {
        return root.role(role).keyIds().stream()
                .anyMatch(id -> !next.role(role).keyIds().contains(id)
                        || !Objects.equals(root.keys().get(id), next.keys().get(id)));
    }

    /** The last root of the chain must be fresh (TUF 5.3.10). */
    void requireFreshRoot() throws ExpiredException {
        expiry.check(Root.TYPE, root.expires());
    }

    /** Takes the timestamp that the client stored, for what it says about rollback; it need not be fresh. */
    void restoreTimestamp(byte[] file) throws TufException {
        timestamp = timestampIn(file);
    }

    /**
     * Takes a timestamp (TUF 5.4.2 to 5.4.4).
     *
     * @return false where it is the trusted one's version: then it is dropped and the trusted one stays
     */
    boolean updateTimestamp(byte[] file) throws TufException {
        Timestamp next = timestampIn(file);
        if (timestamp != null) {
            // 5.4.3.1: no older timestamp.
            if (next.version() < timestamp.version()) {
                throw new RollbackException(Timestamp.TYPE, timestamp.version(), next.version());
            }
            if (next.version() == timestamp.version()) {
                expiry.check(Timestamp.TYPE, timestamp.expires());
                return false;
            }
            // 5.4.3.2: no older snapshot.
            long trusted = timestamp.snapshot().version();
            if (next.snapshot().version() < trusted) {
                throw new RollbackException(
                        Snapshot.TYPE, trusted, next.snapshot().version());
            }
        }
        // 5.4.4
        expiry.check(Timestamp.TYPE, next.expires());
        timestamp = next;
        return true;
    }

    private Timestamp timestampIn(byte[] file) throws TufException {
        SignedMetadata metadata = envelope(Timestamp.TYPE, file);
        Authority.of(root, Timestamp.TYPE).require(Timestamp.TYPE, metadata);
        return read(Timestamp.TYPE, metadata, Timestamp::fromJson);
    }

    /**
     * Takes the snapshot that the client stored, for what it says about rollback.
     *
     * @return whether it is the one that the timestamp announces and fresh, so that none need be fetched
     */
    boolean restoreSnapshot(byte[] file) throws TufException {
        Snapshot stored = snapshotIn(file);
        snapshot = stored;
        MetaFile announced = timestamp().snapshot();
        if (stored.version() != announced.version()) {
            return false;
        }
        announced.verify(Snapshot.TYPE, file);
        expiry.check(Snapshot.TYPE, stored.expires());
        return true;
    }

    /** Takes the snapshot that the timestamp announces (TUF 5.5.2 to 5.5.6). */
    void updateSnapshot(byte[] file) throws TufException {
        MetaFile announced = timestamp().snapshot();
        // 5.5.2
        announced.verify(Snapshot.TYPE, file);
        // 5.5.3
        Snapshot next = snapshotIn(file);
        // 5.5.4
        requireVersion(Snapshot.TYPE, announced.version(), next.version());
        // 5.5.5: every targets file that was listed still is, and none is older.
        if (snapshot != null) {
            for (Map.Entry<String, MetaFile> trusted : snapshot.meta().entrySet()) {
                long before = trusted.getValue().version();
                MetaFile now = next.meta().get(trusted.getKey());
                if (now == null || now.version() < before) {
                    throw new RollbackException(trusted.getKey(), before, now == null ? 0 : now.version());
                }
            }
        }
        // 5.5.6
        expiry.check(Snapshot.TYPE, next.expires());
        snapshot = next;
    }

    private Snapshot snapshotIn(byte[] file) throws TufException {
        SignedMetadata metadata = envelope(Snapshot.TYPE, file);
        Authority.of(root, Snapshot.TYPE).require(Snapshot.TYPE, metadata);
        return read(Snapshot.TYPE, metadata, Snapshot::fromJson);
    }

    /** Takes the top-level targets that the snapshot announces (TUF 5.6.2 to 5.6.5). */
    Targets updateTargets(byte[] file) throws TufException {
        return takeTargets(Targets.TYPE, Authority.of(root, Targets.TYPE), "", file);
    }

    /** Takes a delegated role's targets that the snapshot announces; its delegator is trusted already (TUF 5.6.7). */
    Targets updateTargets(String delegator, Targets delegatorTargets, DelegatedRole role, byte[] file)
            throws TufException {
        Authority authority = Authority.of(delegator, delegatorTargets.delegations(), role);
        return takeTargets(role.name(), authority, delegator, file);
    }

    private Targets takeTargets(String role, Authority authority, String delegator, byte[] file) throws TufException {
        MetaFile announced = announced(role);
        // 5.6.2
        announced.verify(role, file);
        // 5.6.3
        SignedMetadata metadata = envelope(role, file);
        authority.require(role, metadata);
        Targets targets = read(role, metadata, signed -> Targets.fromJson(role, signed));
        // 5.6.4
        requireVersion(role, announced.version(), targets.version());
        // 5.6.5
        expiry.check(role, targets.expires());
        // Two delegators may name different keys for one role, so what one trusts is not trusted for the other.
        targetsByDelegation.put(delegation(delegator, role), targets);
        return targets;
    }

    /** What was taken for this role under this delegator ({@code ""} for the root), if anything. */
    Optional<Targets> targets(String delegator, String role) {
        return Optional.ofNullable(targetsByDelegation.get(delegation(delegator, role)));
    }

    private static String delegation(String delegator, String role) {
        return delegator.length() + " " + delegator + " " + role;
    }

    /** What the snapshot announces of a targets role. */
    MetaFile announced(String role) throws MissingException {
        return snapshot().find(role).orElseThrow(() -> new MissingException(role, "in the snapshot"));
    }

    Root root() {
        return root;
    }

    Timestamp timestamp() {
        if (timestamp == null) {
            throw new IllegalStateException("there is no timestamp yet");
        }
        return timestamp;
    }

    Snapshot snapshot() {
        if (snapshot == null) {
            throw new IllegalStateException("there is no snapshot yet");
        }
        return snapshot;
    }

    private static void requireVersion(String role, long expected, long found) throws VersionException {
        if (expected != found) {
            throw new VersionException(role, expected, found);
        }
    }

    private static SignedMetadata envelope(String role, byte[] file) throws MalformedException {
        try {
            return SignedMetadata.parse(file);
        } catch (JsonException e) {
            throw new MalformedException(role, String.valueOf(e.getMessage()));
        }
    }

    private static <T extends RoleMetadata> T read(String role, SignedMetadata metadata, Reader<T> reader)
            throws MalformedException {
        try {
            return reader.read(metadata.signed());
        } catch (JsonException e) {
            throw new MalformedException(role, String.valueOf(e.getMessage()));
        }
    }

    private interface Reader<T> {
        T read(JsonObject signed) throws JsonException;
    }
}
