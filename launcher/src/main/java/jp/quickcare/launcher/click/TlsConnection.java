package jp.quickcare.launcher.click;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import jp.quickcare.launcher.tls.ServerTrust;
import org.jspecify.annotations.Nullable;

/** A class of its own, so that plain connections load none of TLS. */
final class TlsConnection {
    private TlsConnection() {}

    /**
     * Speaks TLS over a connection, with the host's name checked against its certificate (THREATS TR9).
     *
     * @param certificates of authorities that count beside those of Java; null for none
     */
    static Socket over(Socket plain, String host, int port, @Nullable Path certificates) throws IOException {
        SSLSocketFactory factory = certificates == null
                ? (SSLSocketFactory) SSLSocketFactory.getDefault()
                : ServerTrust.with(certificates).getSocketFactory();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
        try {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
