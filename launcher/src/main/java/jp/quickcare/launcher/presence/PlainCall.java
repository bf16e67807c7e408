package jp.quickcare.launcher.presence;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import jp.quickcare.launcher.proxy.KeptCredentials;
import jp.quickcare.launcher.proxy.Proxies;
import jp.quickcare.launcher.proxy.ProxyAddress;
import jp.quickcare.launcher.proxy.SmallBody;
import jp.quickcare.launcher.talk.Credentials;
import jp.quickcare.launcher.tls.ServerTrust;
import jp.quickcare.manifest.json.JsonException;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.json.StrictJson;
import org.jspecify.annotations.Nullable;

/**
 * One small question after the other over the JDK's own HTTP: the application's JVM has to carry no library for it. Asks
 * on one thread; may be ended from another.
 */
final class PlainCall implements Closeable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final long LONGEST_AWAY_SECONDS = 3_600;
    private static final int MOST_BYTES = 64 * 1024;
    private static final Duration BODY = Duration.ofSeconds(10);
    private static final Duration LAST_WAIT = Duration.ofSeconds(1);
    private static final int BETWEEN_MILLIS = 10;

    /**
     * What a server answered.
     *
     * @param status of HTTP
     * @param json the answer's object; empty where it is none
     * @param comeAgainMillis after how long it wants to be asked again; 0 where it does not say
     */
    record Answer(int status, Optional<JsonObject> json, long comeAgainMillis) {}

    private final Proxies proxies;
    private final KeptCredentials kept;
    /** What each proxy that asked is told, by its host and port. */
    private final Map<String, String> authorizations = new HashMap<>();

    private @Nullable HttpURLConnection asking;
    private boolean closed;

    PlainCall() {
        this(Proxies.ofProcess(), KeptCredentials.ofUser());
    }

    PlainCall(Proxies proxies, KeptCredentials kept) {
        this.proxies = proxies;
        this.kept = kept;
    }

    /**
     * Posts. A proxy that wants a password is told the one that an update asked for before (Basic, and not for TLS: the
     * JDK's tunnels have no more).
     *
     * @throws IOException no whole answer in time, or it was closed
     */
    Answer post(URI to, byte[] body, int answerMillis) throws IOException {
        Optional<ProxyAddress> proxy = proxies.to(to);
        Answer answer = post(to, proxy, body, answerMillis);
        boolean refused = answer.status() == HttpURLConnection.HTTP_PROXY_AUTH;
        return refused && proxy.isPresent() && isFound(proxy.get()) ? post(to, proxy, body, answerMillis) : answer;
    }

    /** Whether there is something to tell a proxy that has not heard it yet. */
    private boolean isFound(ProxyAddress proxy) {
        Optional<Credentials> known = authorizations.containsKey(proxy.shown()) ? Optional.empty() : told(proxy);
        known.ifPresent(told -> authorizations.put(proxy.shown(), basic(told)));
        return known.isPresent();
    }

    private Optional<Credentials> told(ProxyAddress proxy) {
        return proxy.credentials().isPresent() ? proxy.credentials() : kept.find(proxy.shown());
    }

    private static String basic(Credentials known) {
        byte[] words = (known.user() + ":" + known.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(words);
    }

    private Answer post(URI to, Optional<ProxyAddress> proxy, byte[] body, int answerMillis) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) to.toURL().openConnection(way(proxy));
        String authorization =
                proxy.map(ProxyAddress::shown).map(authorizations::get).orElse("");
        // Inside a tunnel, and without a proxy, it would be the server that hears it.
        if (!authorization.isEmpty() && !(connection instanceof HttpsURLConnection)) {
            connection.setRequestProperty("Proxy-Authorization", authorization);
        }
        if (connection instanceof HttpsURLConnection tls) {
            tls.setSSLSocketFactory(ServerTrust.context().getSocketFactory());
        }
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(answerMillis);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("User-Agent", "quickcare-launcher");
        try {
            begin(connection);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            int status = connection.getResponseCode();
            return status == HttpURLConnection.HTTP_OK && isJson(connection)
                    ? new Answer(status, read(connection), 0)
                    : new Answer(status, Optional.empty(), comeAgainMillis(connection));
        } finally {
            connection.disconnect();
            end();
        }
    }

    private synchronized void end() {
        asking = null;
        notifyAll();
    }

    private static Proxy way(Optional<ProxyAddress> to) {
        return to.map(proxy -> new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.host(), proxy.port())))
                .orElse(Proxy.NO_PROXY);
    }

    private synchronized void begin(HttpURLConnection connection) throws IOException {
        if (closed) {
            throw new IOException("ended");
        }
        asking = connection;
    }

    /**
     * Breaks off what is being asked: the server sees the connection end. Once is not enough where the question is sent and
     * the answer is not yet read: the JDK makes a new connection then, and waits there for an answer to nothing.
     */
    @Override
    public synchronized void close() {
        closed = true;
        long end = System.nanoTime() + LAST_WAIT.toNanos();
        try {
            while (asking != null && System.nanoTime() < end) {
                asking.disconnect();
                wait(BETWEEN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long comeAgainMillis(HttpURLConnection connection) {
        long seconds = connection.getHeaderFieldLong("Retry-After", 0);
        return TimeUnit.SECONDS.toMillis(Math.max(0, Math.min(LONGEST_AWAY_SECONDS, seconds)));
    }

    private static boolean isJson(HttpURLConnection connection) {
        String type = connection.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
    }

    private static Optional<JsonObject> read(HttpURLConnection connection) throws IOException {
        try (InputStream in = connection.getInputStream()) {
            return Optional.of(StrictJson.parseObject(SmallBody.read(in, MOST_BYTES, BODY)));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }
}
