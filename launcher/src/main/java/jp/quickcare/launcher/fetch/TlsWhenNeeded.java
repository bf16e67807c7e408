package jp.quickcare.launcher.fetch;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import jp.quickcare.launcher.tls.ServerTrust;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** The client's usual TLS, which reads every root certificate of the system, only for those who speak it. */
final class TlsWhenNeeded implements TlsSocketStrategy {
    private @Nullable TlsSocketStrategy usual;

    @Override
    public SSLSocket upgrade(Socket socket, String target, int port, @Nullable Object attachment, HttpContext context)
            throws IOException {
        return usual().upgrade(socket, target, port, attachment, context);
    }

    private synchronized TlsSocketStrategy usual() throws IOException {
        TlsSocketStrategy made = usual;
        if (made == null) {
            made = new DefaultClientTlsStrategy(ServerTrust.context());
            usual = made;
        }
        return made;
    }
}
