package jp.quickcare.manifest.tuf;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client of one repository: "5. Detailed client workflow" of The Update Framework. What the source gives is checked
 * by {@link TrustedMetadata} and only then stored, byte for byte as received. One instance for one check; not
 * thread-safe.
 *
 * <p>Before {@link #refresh()} has returned, and after it has thrown, every other method throws
 * {@link IllegalStateException}: nothing half checked can be used.
 */
public final class TufClient {
    private static final String ROOT_DELEGATOR = "";

    private final RoleFiles files;
    private final Limits limits;
    private final ExpiryRule expiry;
    private final List<ExpiredException> expired;
    private @Nullable TrustedMetadata trusted;

    /**
     * A client that has its trusted root in the store.
     *
     * @param now the present, for every check of dates (TUF 5.1)
     */
    public TufClient(MetadataStore store, MetadataSource source, Instant now, Limits limits) {
        this(new RoleFiles(store, source, limits), limits, ExpiryRule.refuse(now), new ArrayList<>());
    }

    private TufClient(RoleFiles files, Limits limits, ExpiryRule expiry, List<ExpiredException> expired) {
        this.files = files;
        this.limits = limits;
        this.expiry = expiry;
        this.expired = expired;
    }

    /**
     * What the store alone says, with every check but the dates: those that have passed are told by {@link #expired()}.
     * Nothing is asked of anybody and nothing is stored. Expiry stops updating, never launching.
     *
     * @throws MissingException the store lacks a file of a complete state
     * @throws TufException a stored file is not what it should be
     * @throws IOException the store cannot be read
     */
    public static TufClient offline(MetadataStore store, Instant now, Limits limits) throws TufException, IOException {
        List<ExpiredException> expired = new ArrayList<>();
        ExpiryRule strict = ExpiryRule.refuse(now);
        ExpiryRule report = (role, expires) -> {
            try {
                strict.check(role, expires);
            } catch (ExpiredException e) {
                expired.add(e);
            }
        };
        MetadataSource nobody = (fileName, maxBytes) -> {
            throw new MetadataMissing(fileName);
        };
        TufClient client = new TufClient(new RoleFiles(store, nobody, limits), limits, report, expired);
        TrustedMetadata state = new TrustedMetadata(client.files.stored(Root.TYPE), report);
        state.requireFreshRoot();
        state.updateTimestamp(client.files.stored(Timestamp.TYPE));
        state.updateSnapshot(client.files.stored(Snapshot.TYPE));
        state.updateTargets(client.files.stored(Targets.TYPE));
        client.trusted = state;
        return client;
    }

    /**
     * Brings the four top-level roles up to date (TUF 5.3 to 5.6). What passed its check before a later step failed
     * stays stored: it protects the next refresh against rollback.
     *
     * @throws TufException something was refused
     * @throws IOException the source did not answer properly, or the store failed
     */
    public void refresh() throws TufException, IOException {
        trusted = null;
        TrustedMetadata state = new TrustedMetadata(files.stored(Root.TYPE), expiry);
        files.updateRoot(state);
        files.updateTimestamp(state);
        files.updateSnapshot(state);
        files.load(state, Targets.TYPE, state::updateTargets);
        trusted = state;
    }

    /**
     * What the repository says of one target: a search through the delegations, in their order, each role once, as far
     * as the limits allow (TUF 5.6.7). Roles on the way are loaded when needed.
     *
     * @param targetPath with {@code /}, without one in front
     * @return empty where no role that is trusted with it lists it
     */
    public Optional<TargetInfo> find(String targetPath) throws TufException, IOException {
        Deque<Delegation> toVisit = new ArrayDeque<>();
        Set<String> visited = new HashSet<>();
        String name = Targets.TYPE;
        Targets targets = topLevelTargets();
        while (true) {
            visited.add(name);
            TargetInfo found = targets.targets().get(targetPath);
            if (found != null) {
                return Optional.of(found);
            }
            enqueue(name, targets, targetPath, toVisit);
            toVisit.removeIf(delegation -> visited.contains(delegation.role().name()));
            if (toVisit.isEmpty() || visited.size() > limits.delegations()) {
                return Optional.empty();
            }
            Delegation next = toVisit.pop();
            name = next.role().name();
            targets = load(next);
        }
    }

    /** Puts the delegations that match in front; a terminating one ends the search behind it (TUF 5.6.7.2). */
    private static void enqueue(String delegator, Targets targets, String targetPath, Deque<Delegation> toVisit) {
        List<Delegation> matching = new ArrayList<>();
        for (DelegatedRole role : targets.delegations().roles()) {
            if (role.matches(targetPath)) {
                matching.add(new Delegation(delegator, targets, role));
                if (role.terminating()) {
                    toVisit.clear();
                    break;
                }
            }
        }
        for (int i = matching.size() - 1; i >= 0; i--) {
            toVisit.push(matching.get(i));
        }
    }

    private record Delegation(String delegator, Targets delegatorTargets, DelegatedRole role) {}

    private Targets load(Delegation delegation) throws TufException, IOException {
        TrustedMetadata state = trusted();
        String name = delegation.role().name();
        Optional<Targets> known = state.targets(delegation.delegator(), name);
        if (known.isPresent()) {
            return known.get();
        }
        return files.load(
                state,
                name,
                file -> state.updateTargets(
                        delegation.delegator(), delegation.delegatorTargets(), delegation.role(), file));
    }

    /** The targets that the top-level targets role lists itself, in the order signed. */
    public List<TargetInfo> targets() {
        return List.copyOf(topLevelTargets().targets().values());
    }

    /**
     * The targets of a role that the top-level targets role delegates to: those that a search would find there, so
     * none outside the role's paths (THREATS MT19, MT20). The role is loaded when needed.
     *
     * @return in the order signed; empty where there is no such role
     */
    public List<TargetInfo> targetsOf(String delegatedRole) throws TufException, IOException {
        List<TargetInfo> found = new ArrayList<>();
        for (DelegatedRole role : topLevelTargets().delegations().roles()) {
            if (role.name().equals(delegatedRole)) {
                Targets listed = load(new Delegation(Targets.TYPE, topLevelTargets(), role));
                for (String path : listed.targets().keySet()) {
                    find(path)
                            .filter(target -> target.role().equals(delegatedRole))
                            .ifPresent(found::add);
                }
            }
        }
        return found;
    }

    /** The verified root. */
    public Root root() {
        return trusted().root();
    }

    /** The verified timestamp. */
    public Timestamp timestamp() {
        return trusted().timestamp();
    }

    /** The verified snapshot. */
    public Snapshot snapshot() {
        return trusted().snapshot();
    }

    /** The verified top-level targets, with their delegations. */
    public Targets topLevelTargets() {
        return trusted()
                .targets(ROOT_DELEGATOR, Targets.TYPE)
                .orElseThrow(() -> new IllegalStateException("there are no targets"));
    }

    /** After {@link #offline}: what is past its date among all that was read so far. Always empty after a refresh. */
    public List<ExpiredException> expired() {
        return List.copyOf(expired);
    }

    private TrustedMetadata trusted() {
        if (trusted == null) {
            throw new IllegalStateException("refresh has not succeeded");
        }
        return trusted;
    }
}
