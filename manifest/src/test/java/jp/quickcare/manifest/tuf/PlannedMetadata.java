package jp.quickcare.manifest.tuf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import jp.quickcare.manifest.json.JsonObject;

/** What a {@link TestRepository} will say when it next publishes. */
final class PlannedMetadata {
    private final Map<String, List<Signer>> signers = new LinkedHashMap<>();
    private final Map<String, Integer> thresholds = new LinkedHashMap<>();
    private final Map<String, Instant> dates = new LinkedHashMap<>();
    private final Map<String, Map<String, TargetInfo>> targets = new LinkedHashMap<>();
    private final Map<String, List<DelegatedRole>> delegations = new LinkedHashMap<>();
    private final Map<String, Map<String, PublicKeyInfo>> delegationKeys = new LinkedHashMap<>();
    private final Map<String, UnaryOperator<JsonObject>> alterations = new LinkedHashMap<>();
    private boolean consistentSnapshot = true;

    PlannedMetadata() {
        for (String role : Root.ROLES) {
            rotate(role);
        }
        targets("targets");
    }

    Root root(long version) {
        Map<String, PublicKeyInfo> keys = new LinkedHashMap<>();
        Map<String, RoleKeys> roles = new LinkedHashMap<>();
        for (String role : Root.ROLES) {
            signers(role).forEach(signer -> keys.put(signer.keyId(), signer.key()));
            roles.put(role, new RoleKeys(keyIds(role), thresholds.getOrDefault(role, 1)));
        }
        return new Root(version, date("root"), consistentSnapshot, keys, roles);
    }

    Targets targets(String role, long version) {
        List<DelegatedRole> roles = delegations.getOrDefault(role, List.of());
        Delegations delegated = roles.isEmpty()
                ? Delegations.NONE
                : new Delegations(delegationKeys.getOrDefault(role, Map.of()), roles);
        return new Targets(version, date(role), targets(role), delegated);
    }

    /** Signs what a role says, changed where a change was asked for. */
    byte[] sign(String role, JsonObject signed, List<? extends Signer> by) {
        JsonObject altered =
                alterations.getOrDefault(role, UnaryOperator.identity()).apply(signed);
        return SignedMetadata.sign(altered, List.copyOf(by));
    }

    /** The targets of a role, to be changed; a role exists from here on. */
    Map<String, TargetInfo> targets(String role) {
        return targets.computeIfAbsent(role, r -> new LinkedHashMap<>());
    }

    Set<String> targetsRoles() {
        return targets.keySet();
    }

    /** The keys of a role, to be changed. */
    List<Signer> signers(String role) {
        return signers.computeIfAbsent(role, r -> new ArrayList<>());
    }

    List<String> keyIds(String role) {
        return signers(role).stream().map(Signer::keyId).toList();
    }

    void rotate(String role) {
        signers.put(role, new ArrayList<>(List.of(TestKeys.signer())));
    }

    void threshold(String role, int threshold) {
        thresholds.put(role, threshold);
    }

    Instant date(String role) {
        return dates.getOrDefault(role, TestRepository.EXPIRES);
    }

    void date(String role, Instant date) {
        dates.put(role, date);
    }

    void alter(String role, UnaryOperator<JsonObject> alteration) {
        alterations.put(role, alteration);
    }

    void consistentSnapshot(boolean consistent) {
        consistentSnapshot = consistent;
    }

    void delegate(String delegator, DelegatedRole role, List<? extends Signer> keys) {
        delegations.computeIfAbsent(delegator, d -> new ArrayList<>()).add(role);
        Map<String, PublicKeyInfo> known = delegationKeys.computeIfAbsent(delegator, d -> new LinkedHashMap<>());
        keys.forEach(signer -> known.put(signer.keyId(), signer.key()));
        targets(role.name());
    }

    void undelegate(String delegator) {
        delegations.remove(delegator);
        delegationKeys.remove(delegator);
    }
}
