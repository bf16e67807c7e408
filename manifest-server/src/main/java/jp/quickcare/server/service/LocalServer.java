package jp.quickcare.server.service;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.settings.ServerSettings;

/** The server of a site, as this machine reaches it. */
public final class LocalServer {
    private static final int PATIENCE_MILLIS = 2_000;

    private LocalServer() {}

    /** Where it answers by its settings: with a slash at the end. @throws ServerFailure they cannot be used */
    public static URI address(Path site) throws ServerFailure {
        ServerSettings settings = ServerSettings.read(site.resolve("manifest-server.properties"));
        String bind = settings.bind().orElse("");
        String host = bind.isEmpty() || isAny(bind) ? "localhost" : bind;
        String port = settings.port() == 80 ? "" : ":" + settings.port();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + port + "/");
    }

    /** Where the console is for whoever sits at this machine. @throws ServerFailure the settings cannot be used */
    public static URI console(Path site) throws ServerFailure {
        return address(site).resolve("console");
    }

    private static boolean isAny(String bind) {
        try {
            return InetAddress.getByName(bind).isAnyLocalAddress();
        } catch (IOException e) {
            // The server itself says what is wrong with it.
            return false;
        }
    }

    /** Asks once; false as well where something else answers there. */
    public static boolean answers(URI address) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) address.resolve("/healthz").toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            connection.setInstanceFollowRedirects(false);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK
                        && connection.getHeaderField("X-Request-Id") != null;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
