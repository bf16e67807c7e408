package jp.quickcare.server.settings;

import java.nio.file.Path;

/**
 * How the server answers by HTTPS.
 *
 * @param port to listen on, 0 for any free one
 * @param identity who it shows itself as
 * @param redirect whether requests by HTTP are sent on
 */
public record Tls(int port, Identity identity, boolean redirect) {
    /** Where the certificate and its private key are. */
    public sealed interface Identity {}

    /**
     * Two files.
     *
     * @param certificate PEM: the server's certificate, then those between it and its authority
     * @param key PEM: the private key, PKCS#8, not encrypted
     */
    public record Pem(Path certificate, Path key) implements Identity {}

    /**
     * One file.
     *
     * @param keystore PKCS#12
     * @param password of the file and the key in it; empty for none
     */
    public record Pkcs12(Path keystore, String password) implements Identity {
        /** Without the password. */
        @Override
        public String toString() {
            return "Pkcs12[" + keystore + "]";
        }
    }
}
