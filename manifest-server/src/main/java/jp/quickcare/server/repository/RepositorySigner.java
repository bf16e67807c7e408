package jp.quickcare.server.repository;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.tuf.DelegatedRole;
import jp.quickcare.manifest.tuf.FileNames;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.Limits;
import jp.quickcare.manifest.tuf.MetaFile;
import jp.quickcare.manifest.tuf.MetadataMissing;
import jp.quickcare.manifest.tuf.RoleKeys;
import jp.quickcare.manifest.tuf.Root;
import jp.quickcare.manifest.tuf.SignedMetadata;
import jp.quickcare.manifest.tuf.Signer;
import jp.quickcare.manifest.tuf.Snapshot;
import jp.quickcare.manifest.tuf.Targets;
import jp.quickcare.manifest.tuf.Timestamp;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.keys.KeyFolder;
import jp.quickcare.server.messages.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * Signs a change of a repository and makes it visible: targets roles, then the snapshot, and the timestamp last. Killed
 * anywhere before that last rename, the old state is what everybody sees; the versions that were used up are skipped by
 * the next change, so no name is ever given to two files.
 */
public final class RepositorySigner {
    private final MetadataFolder folder;
    private final KeyFolder keys;
    private final Lifetimes lifetimes;
    private final Instant now;
    private @Nullable Root coming;

    /** @param now the present, from which lifetimes run */
    public RepositorySigner(MetadataFolder folder, KeyFolder keys, Lifetimes lifetimes, Instant now) {
        this.folder = folder;
        this.keys = keys;
        this.lifetimes = lifetimes;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    /** From now on, signs also with the keys of a root that is about to be written. */
    public void prepareFor(Root nextRoot) {
        coming = nextRoot;
    }

    /** When something signed now, to be good that long, ends. */
    public Instant until(Duration lifetime) {
        return now.plus(lifetime);
    }

    /**
     * Asks for every key that a change needs, before anything long is begun.
     *
     * @param roles the targets roles that will change
     * @throws ServerFailure too few keys of a role are here
     */
    public void requireKeys(RepositoryState state, Set<String> roles) throws ServerFailure {
        for (String role : roles) {
            keys.signers(role, roleKeys(state, state.targets(), role));
        }
        keys.signers("snapshot", state.root().role("snapshot"));
        keys.signers("timestamp", state.root().role("timestamp"));
    }

    /** Whether enough keys of a targets role are here. */
    public boolean canSign(RepositoryState state, String role) throws ServerFailure {
        RoleKeys needed = roleKeys(state, state.targets(), role);
        return keys.present(needed.keyIds()).size() >= needed.threshold();
    }

    /**
     * Publishes new targets of roles, all at once.
     *
     * @param changed by role; version and date of each are set here
     * @return what is published then
     */
    public RepositoryState commit(RepositoryState before, Map<String, Targets> changed) throws ServerFailure {
        try {
            Map<String, Targets> targets = new LinkedHashMap<>(before.targets());
            Map<String, MetaFile> meta = new LinkedHashMap<>(before.meta());
            Map<String, Targets> dated = new LinkedHashMap<>();
            for (Map.Entry<String, Targets> change : changed.entrySet()) {
                Targets wanted = change.getValue();
                Targets next = new Targets(
                        folder.newest(change.getKey()) + 1,
                        until(lifetimes.targets()),
                        wanted.targets(),
                        wanted.delegations());
                dated.put(change.getKey(), next);
                targets.put(change.getKey(), next);
            }
            for (Map.Entry<String, Targets> change : dated.entrySet()) {
                String role = change.getKey();
                Targets next = change.getValue();
                byte[] file = SignedMetadata.sign(next.toJson(), signers(before, targets, role));
                requireReadable(role, file, Limits.DEFAULT.targetsBytes());
                folder.writeOnce(role, next.version(), file);
                meta.put(role + ".json", MetaFile.of(next.version(), file));
            }
            return publish(before, targets, meta);
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.writing", folder.path()), e);
        }
    }

    private RepositoryState publish(RepositoryState before, Map<String, Targets> targets, Map<String, MetaFile> meta)
            throws ServerFailure, IOException {
        Snapshot snapshot = new Snapshot(folder.newest("snapshot") + 1, until(lifetimes.snapshot()), meta);
        byte[] file = SignedMetadata.sign(snapshot.toJson(), signers(before, targets, "snapshot"));
        requireReadable("snapshot", file, Limits.DEFAULT.snapshotBytes());
        folder.writeOnce("snapshot", snapshot.version(), file);
        Timestamp timestamp = writeTimestamp(before, MetaFile.of(snapshot.version(), file));
        return new RepositoryState(
                before.root(),
                java.util.Optional.of(timestamp),
                java.util.Optional.of(snapshot),
                meta,
                targets,
                List.of());
    }

    /** A client stops at its limit, so one release too many would keep every PC from every update. */
    private static void requireReadable(String role, byte[] file, long maxBytes) throws ServerFailure {
        if (file.length > maxBytes) {
            throw ServerFailure.badInput(Sentence.of("folder.list-too-long", role, file.length, maxBytes));
        }
    }

    /** Signs the timestamp anew for what is published already. */
    public Timestamp renewTimestamp(RepositoryState state) throws ServerFailure {
        try {
            return writeTimestamp(state, state.timestamp().orElseThrow().snapshot());
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.writing", folder.path()), e);
        }
    }

    private Timestamp writeTimestamp(RepositoryState state, MetaFile snapshot) throws ServerFailure, IOException {
        long next = state.timestamp().map(Timestamp::version).orElse(0L) + 1;
        long version = Math.max(next, lifetimes.timestampVersion(now, snapshot.version()));
        Timestamp timestamp = new Timestamp(version, until(lifetimes.timestamp()), snapshot);
        folder.writeTimestamp(SignedMetadata.sign(timestamp.toJson(), signers(state, state.targets(), "timestamp")));
        return timestamp;
    }

    private List<Signer> signers(RepositoryState state, Map<String, Targets> targets, String role)
            throws ServerFailure, IOException {
        List<Signer> signers = new ArrayList<>(keys.signers(role, roleKeys(state, targets, role)));
        if (Root.ROLES.contains(role)) {
            // A client, or a site server between two imports, may still hold an older root: signatures of the keys that
            // it knows spare it the moment in which root and timestamp would not fit. To others they mean nothing.
            Set<String> others = earlierKeyIds(state.root(), role);
            if (coming != null) {
                others.addAll(coming.role(role).keyIds());
            }
            others.removeAll(state.root().role(role).keyIds());
            signers.addAll(keys.present(others));
        }
        return signers;
    }

    private Set<String> earlierKeyIds(Root newest, String role) throws IOException {
        Set<String> ids = new LinkedHashSet<>();
        for (long version = newest.version() - 1; version >= 1; version--) {
            String name = FileNames.versioned("root", version);
            if (!folder.has(name)) {
                break;
            }
            try {
                byte[] file = folder.fetch(name, Limits.DEFAULT.rootBytes());
                ids.addAll(Root.fromJson(SignedMetadata.parse(file).signed())
                        .role(role)
                        .keyIds());
            } catch (MetadataMissing | LengthException | JsonException e) {
                throw new IOException(name + " in " + folder.path() + " cannot be read: " + e.getMessage(), e);
            }
        }
        return ids;
    }

    private static RoleKeys roleKeys(RepositoryState state, Map<String, Targets> targets, String role)
            throws ServerFailure {
        if (Root.ROLES.contains(role)) {
            return state.root().role(role);
        }
        Targets top = targets.get(RepositoryState.TARGETS);
        if (top != null) {
            for (DelegatedRole delegated : top.delegations().roles()) {
                if (delegated.name().equals(role)) {
                    return delegated.keys();
                }
            }
        }
        throw ServerFailure.badInput(Sentence.of("folder.no-app", role, role));
    }

    /**
     * Writes the next root; it is in force at once.
     *
     * @param signedBy the keys of the root before and of this one; enough of each must be here
     */
    public void writeRoot(Root next, List<RoleKeys> signedBy) throws ServerFailure {
        Map<String, Signer> signers = new LinkedHashMap<>();
        for (RoleKeys group : signedBy) {
            for (Signer signer : keys.signers("root", group)) {
                signers.put(signer.keyId(), signer);
            }
        }
        try {
            folder.writeOnce("root", next.version(), SignedMetadata.sign(next.toJson(), List.copyOf(signers.values())));
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.writing-root", folder.path()), e);
        }
    }
}
