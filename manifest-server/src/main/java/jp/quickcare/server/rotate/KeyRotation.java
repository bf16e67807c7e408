package jp.quickcare.server.rotate;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.quickcare.manifest.tuf.DelegatedRole;
import jp.quickcare.manifest.tuf.Delegations;
import jp.quickcare.manifest.tuf.PublicKeyInfo;
import jp.quickcare.manifest.tuf.RoleKeys;
import jp.quickcare.manifest.tuf.Root;
import jp.quickcare.manifest.tuf.Targets;
import jp.quickcare.server.durable.FolderLock;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.keys.KeyFolder;
import jp.quickcare.server.keys.NamedKey;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.repository.Lifetimes;
import jp.quickcare.server.repository.MetadataFolder;
import jp.quickcare.server.repository.RepositorySigner;
import jp.quickcare.server.repository.RepositoryState;
import jp.quickcare.server.repository.ServerFolder;

/**
 * Changes the keys of a role. Keys of the four top-level roles are in the root, so that a new root is signed by the keys
 * of the old one and of the new; an application's are in the targets role.
 */
public final class KeyRotation {
    private final ServerFolder folder;
    private final KeyFolder keys;
    private final Instant now;

    /** @param now the present, from which lifetimes run */
    public KeyRotation(ServerFolder folder, KeyFolder keys, Instant now) {
        this.folder = folder;
        this.keys = keys;
        this.now = now;
    }

    /** Carries a change out. @return the keys of the role then */
    public RoleKeys change(RoleChange change) throws ServerFailure {
        return FolderLock.holding(folder.path(), "key change of " + change.role(), () -> {
            MetadataFolder metadata = folder.ownMetadata();
            RepositoryState state = RepositoryState.loadUnderAnyRoot(metadata, now);
            RepositorySigner signer = new RepositorySigner(metadata, keys, Lifetimes.of(folder.kind()), now);
            return Root.ROLES.contains(change.role())
                    ? changeRoot(change, state, signer, metadata)
                    : changeDelegation(change, state, signer);
        });
    }

    private RoleKeys changeRoot(
            RoleChange change, RepositoryState state, RepositorySigner signer, MetadataFolder metadata)
            throws ServerFailure, IOException {
        Root old = state.root();
        Map<String, PublicKeyInfo> known = new LinkedHashMap<>(old.keys());
        RoleKeys changed = changed(change, old.role(change.role()), known);
        Map<String, RoleKeys> roles = new LinkedHashMap<>(old.roles());
        roles.put(change.role(), changed);
        known.keySet()
                .removeIf(id ->
                        roles.values().stream().noneMatch(role -> role.keyIds().contains(id)));
        Lifetimes lifetimes = Lifetimes.of(folder.kind());
        Root next = new Root(metadata.newest("root") + 1, signer.until(lifetimes.root()), true, known, roles);
        List<RoleKeys> signedBy = List.of(old.role("root"), next.role("root"));
        for (RoleKeys group : signedBy) {
            keys.signers("root", group);
        }
        if (change.role().equals("root") || state.timestamp().isEmpty()) {
            signer.writeRoot(next, signedBy);
            return changed;
        }
        keys.signers(change.role(), changed);
        Targets top = state.targets().get(RepositoryState.TARGETS);
        Map<String, Targets> again = top != null && change.role().equals(RepositoryState.TARGETS)
                ? Map.of(RepositoryState.TARGETS, top)
                : Map.of();
        if (keys.present(old.role(change.role()).keyIds()).size()
                >= old.role(change.role()).threshold()) {
            // Signed by old keys and new, what is published stays good while the root changes.
            signer.prepareFor(next);
            signAgain(change.role(), state, again, signer);
            signer.writeRoot(next, signedBy);
        } else {
            // The old keys are lost: from the new root on, only what the new keys sign is good.
            requireKeys(change.role(), next);
            signer.writeRoot(next, signedBy);
            signAgain(change.role(), state.withRoot(next), again, signer);
        }
        return changed;
    }

    /** No more than the role itself and what follows from it: the keys of the others may be lost too. */
    private static void signAgain(
            String role, RepositoryState state, Map<String, Targets> again, RepositorySigner signer)
            throws ServerFailure {
        if (role.equals("timestamp")) {
            signer.renewTimestamp(state);
        } else {
            signer.commit(state, again);
        }
    }

    /** Once the new root is there, it is too late to find that what follows from the role cannot be signed. */
    private void requireKeys(String role, Root next) throws ServerFailure {
        keys.signers("timestamp", next.role("timestamp"));
        if (!role.equals("timestamp")) {
            keys.signers("snapshot", next.role("snapshot"));
        }
    }

    private RoleKeys changeDelegation(RoleChange change, RepositoryState state, RepositorySigner signer)
            throws ServerFailure {
        Targets top = state.targets().get(RepositoryState.TARGETS);
        Targets own = state.targets().get(change.role());
        if (top == null || own == null) {
            throw ServerFailure.badInput(Sentence.of("key.unknown-role", change.role(), folder.path()));
        }
        Map<String, PublicKeyInfo> known = new LinkedHashMap<>(top.delegations().keys());
        List<DelegatedRole> roles = new ArrayList<>();
        RoleKeys changed = null;
        for (DelegatedRole role : top.delegations().roles()) {
            if (role.name().equals(change.role())) {
                changed = changed(change, role.keys(), known);
                roles.add(new DelegatedRole(
                        role.name(), changed, role.terminating(), role.paths(), role.pathHashPrefixes()));
            } else {
                roles.add(role);
            }
        }
        if (changed == null) {
            throw new IllegalStateException("targets without a delegation: " + change.role());
        }
        known.keySet()
                .removeIf(id ->
                        roles.stream().noneMatch(role -> role.keys().keyIds().contains(id)));
        Map<String, Targets> next = new LinkedHashMap<>();
        next.put(
                RepositoryState.TARGETS,
                new Targets(top.version(), top.expires(), top.targets(), new Delegations(known, roles)));
        next.put(change.role(), own);
        keys.signers(change.role(), changed);
        signer.requireKeys(state, java.util.Set.of(RepositoryState.TARGETS));
        signer.commit(state, next);
        return changed;
    }

    /** @param known keys by identifier; those added are put in */
    private RoleKeys changed(RoleChange change, RoleKeys old, Map<String, PublicKeyInfo> known) throws ServerFailure {
        List<String> ids = new ArrayList<>(old.keyIds());
        for (String name : change.remove()) {
            String id = keys.find(name).map(key -> key.key().keyId()).orElse(name);
            if (!ids.removeIf(other -> other.equals(id) || (id.length() >= 8 && other.startsWith(id)))) {
                throw ServerFailure.badInput(Sentence.of("key.does-not-sign", name, change.role()));
            }
        }
        for (String name : change.add()) {
            NamedKey key = keys.find(name)
                    .orElseThrow(() -> ServerFailure.badInput(Sentence.of("key.none", name, folder.keys())));
            if (ids.contains(key.key().keyId())) {
                throw ServerFailure.badInput(Sentence.of("key.signs-already", name, change.role()));
            }
            ids.add(key.key().keyId());
            known.put(key.key().keyId(), key.key());
        }
        int threshold = change.threshold().orElse(old.threshold());
        if (threshold < 1 || threshold > ids.size()) {
            throw ServerFailure.badInput(
                    Sentence.of("key.threshold", threshold, ids.size(), change.role(), ids.size()));
        }
        return new RoleKeys(ids, threshold);
    }
}
