package jp.quickcare.server.revoke;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.release.RevokedSites;
import jp.quickcare.manifest.release.SiteId;
import jp.quickcare.manifest.tuf.DelegatedRole;
import jp.quickcare.manifest.tuf.Delegations;
import jp.quickcare.manifest.tuf.PublicKeyInfo;
import jp.quickcare.manifest.tuf.RoleKeys;
import jp.quickcare.manifest.tuf.Root;
import jp.quickcare.manifest.tuf.SignedMetadata;
import jp.quickcare.manifest.tuf.TargetInfo;
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
 * Revokes sites, and takes that back (THREATS SA2). The first time it makes the role for it, which the vendor's targets
 * key has to sign; from then on the role's own key does.
 */
public final class Revoking {
    private final ServerFolder vendor;
    private final KeyFolder keys;
    private final Instant now;

    /** @param now the present, from which lifetimes run */
    public Revoking(ServerFolder vendor, KeyFolder keys, Instant now) {
        this.vendor = vendor;
        this.keys = keys;
        this.now = now;
    }

    /** The identity of the site whose first root this is. @throws ServerFailure it is no first root */
    public static SiteId site(byte[] firstRoot, String from) throws ServerFailure {
        try {
            if (Root.fromJson(SignedMetadata.parse(firstRoot).signed()).version() == 1) {
                return SiteId.ofFirstRoot(firstRoot);
            }
        } catch (JsonException e) {
            throw new ServerFailure(
                    jp.quickcare.server.failure.FailureCode.BAD_INPUT,
                    Sentence.of("revoke.no-root", from, String.valueOf(e.getMessage())),
                    e);
        }
        throw ServerFailure.badInput(Sentence.of("revoke.later-root", from));
    }

    /** The sites that are revoked now. */
    public RevokedSites list() throws ServerFailure {
        return RevokedList.read(
                vendor.repository(), RepositoryState.load(vendor.repository().releaseMetadata(), now));
    }

    /**
     * Revokes a site, or takes it back.
     *
     * @return whether that changed anything
     */
    public boolean change(SiteId site, boolean revoked) throws ServerFailure {
        return FolderLock.holding(vendor.path(), "revoke-site", () -> {
            MetadataFolder metadata = vendor.repository().releaseMetadata();
            RepositoryState state = RepositoryState.load(metadata, now);
            state.requireFreshRoot(metadata.path(), now);
            RevokedSites before = RevokedList.read(vendor.repository(), state);
            if (before.contains(site) == revoked) {
                return false;
            }
            RevokedSites after = revoked ? before.with(site) : before.without(site);
            publish(after, state, new RepositorySigner(metadata, keys, Lifetimes.VENDOR, now));
            return true;
        });
    }

    private void publish(RevokedSites list, RepositoryState state, RepositorySigner signer)
            throws ServerFailure, IOException {
        byte[] bytes = list.toBytes();
        TargetInfo target = new TargetInfo(
                RevokedSites.PATH,
                bytes.length,
                Map.of("sha256", Sha256.of(bytes).hex()),
                Optional.<JsonObject>empty(),
                RevokedSites.ROLE);
        Map<String, Targets> changed = new LinkedHashMap<>();
        if (!state.targets().containsKey(RevokedSites.ROLE)) {
            signer.requireKeys(state, Set.of(RepositoryState.TARGETS));
            changed.put(RepositoryState.TARGETS, withRole(state));
        } else {
            signer.requireKeys(state, Set.of(RevokedSites.ROLE));
        }
        changed.put(RevokedSites.ROLE, new Targets(1, now, Map.of(target.path(), target), Delegations.NONE));
        vendor.repository().writeRevokedSites(bytes);
        signer.commit(state, changed);
    }

    private Targets withRole(RepositoryState state) throws ServerFailure {
        Targets top = state.targets().get(RepositoryState.TARGETS);
        if (top == null) {
            throw ServerFailure.badInput(Sentence.of("revoke.vendor-incomplete", vendor.path()));
        }
        NamedKey key = keys.findOrMake(RevokedSites.ROLE);
        Map<String, PublicKeyInfo> known = new LinkedHashMap<>(top.delegations().keys());
        known.put(key.key().keyId(), key.key());
        List<DelegatedRole> roles = new ArrayList<>(top.delegations().roles());
        roles.add(DelegatedRole.terminating(
                RevokedSites.ROLE, new RoleKeys(List.of(key.key().keyId()), 1), List.of(RevokedSites.PATHS)));
        return new Targets(top.version(), top.expires(), top.targets(), new Delegations(known, roles));
    }
}
