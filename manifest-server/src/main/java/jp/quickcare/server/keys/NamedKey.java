package jp.quickcare.server.keys;

import java.util.Optional;
import jp.quickcare.manifest.tuf.PublicKeyInfo;
import jp.quickcare.manifest.tuf.Signer;

/**
 * A key by the name that people give it.
 *
 * @param name the name of its file, without the ending
 * @param key its public half
 * @param signer empty where only the public half is here: the private one is kept offline
 */
public record NamedKey(String name, PublicKeyInfo key, Optional<Signer> signer) {
    private static final int SHORT_ID = 12;

    /** The beginning of the key's identifier, enough for a person to tell keys apart. */
    public String shortId() {
        return key.keyId().substring(0, SHORT_ID);
    }
}
