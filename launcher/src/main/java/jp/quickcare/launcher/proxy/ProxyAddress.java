package jp.quickcare.launcher.proxy;

import java.util.Optional;
import jp.quickcare.launcher.talk.Credentials;

/**
 * A proxy for http and, by {@code CONNECT}, https.
 *
 * @param host its name or address
 * @param port 1 to 65535
 * @param credentials that came with its address; empty where none did
 */
public record ProxyAddress(String host, int port, Optional<Credentials> credentials) {
    /** As a person knows it. */
    public String shown() {
        return host + ":" + port;
    }
}
