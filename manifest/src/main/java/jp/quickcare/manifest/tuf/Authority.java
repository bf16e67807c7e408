package jp.quickcare.manifest.tuf;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose signatures count for a role: what the delegating metadata says of it.
 *
 * @param delegator who says so, for the message of a refusal
 * @param keys the delegator's keys by key id
 * @param role the keys and threshold of the role
 */
record Authority(String delegator, Map<String, PublicKeyInfo> keys, RoleKeys role) {
    static Authority of(Root root, String topLevelRole) {
        return new Authority("root version " + root.version(), root.keys(), root.role(topLevelRole));
    }

    static Authority of(String delegator, Delegations delegations, DelegatedRole role) {
        return new Authority(delegator, delegations.keys(), role.keys());
    }

    /**
     * Requires a threshold of different keys to have signed. Counted are keys, not key ids or signatures: the same key
     * under two ids counts once (THREATS MT4).
     */
    void require(String roleName, SignedMetadata metadata) throws ThresholdException {
        byte[] canonical = metadata.canonical();
        Set<VerificationKey> signed = new HashSet<>();
        for (String keyId : role.keyIds()) {
            Optional<VerificationKey> key = Optional.ofNullable(keys.get(keyId)).flatMap(VerificationKey::of);
            Optional<byte[]> signature =
                    Optional.ofNullable(metadata.signatures().get(keyId)).flatMap(VerificationKey::hex);
            if (key.isPresent()
                    && signature.isPresent()
                    && GenuineSignatures.OF_PROCESS.verifies(key.get(), canonical, signature.get())) {
                signed.add(key.get());
            }
            if (signed.size() >= role.threshold()) {
                return;
            }
        }
        throw new ThresholdException(roleName, delegator, role.threshold(), signed.size());
    }
}
