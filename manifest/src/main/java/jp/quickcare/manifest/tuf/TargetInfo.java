package jp.quickcare.manifest.tuf;

import java.util.Map;
import java.util.Optional;
import jp.quickcare.manifest.json.JsonObject;

/**
 * What a targets role says of one target.
 *
 * @param path the target path, with {@code /}; not checked for safety
 * @param lengthBytes its length
 * @param hashes lower-case hexadecimal digests by algorithm, at least one; algorithms may be unknown
 * @param custom what the role says beside, as signed
 * @param role the role that says it, {@code targets} or a delegated one
 */
public record TargetInfo(
        String path, long lengthBytes, Map<String, String> hashes, Optional<JsonObject> custom, String role) {
    /** Copies the hashes. */
    public TargetInfo {
        hashes = Map.copyOf(hashes);
    }

    /**
     * Checks the target's content.
     *
     * @throws LengthException it is not as long as announced
     * @throws HashException a known digest differs, or none of the announced algorithms is known
     */
    public void verify(byte[] content) throws LengthException, HashException {
        Digests.verify(path, content, lengthBytes, hashes);
    }
}
