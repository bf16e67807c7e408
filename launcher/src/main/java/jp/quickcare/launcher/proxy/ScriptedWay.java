package jp.quickcare.launcher.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.launcher.proxy.script.ProxyScript;
import jp.quickcare.launcher.proxy.script.ProxyScript.Way;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way that a proxy script says, of several the first that answers. A script that cannot be had or does not work says
 * nothing: servers are then reached directly, as browsers do it. Thread-safe.
 */
final class ScriptedWay {
    private static final Logger LOG = LoggerFactory.getLogger(ScriptedWay.class);
    private static final int MOST_BYTES = 1_048_576;
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 5_000;
    private static final Duration LOADING = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String address;
    private final Map<String, Optional<ProxyAddress>> chosen = new HashMap<>();
    private @Nullable ProxyScript script;

    ScriptedWay(String address) {
        this.address = address;
    }

    synchronized Optional<ProxyAddress> to(URI server) {
        String key = server.getScheme() + "://" + server.getRawAuthority();
        return chosen.computeIfAbsent(key, unknown -> choose(server));
    }

    private Optional<ProxyAddress> choose(URI server) {
        try {
            ProxyScript loaded = script;
            if (loaded == null) {
                loaded = new ProxyScript(load(), Clock.system(ZoneId.systemDefault()), PATIENCE);
                script = loaded;
            }
            return first(loaded.ways(server));
        } catch (IOException | URISyntaxException e) {
            LOG.warn("the proxy script {} is of no use: {}", address, e.getMessage());
            return Optional.empty();
        }
    }

    /** Where none answers, it is the first, so that it is named when the server is not reached. */
    private static Optional<ProxyAddress> first(List<Way> ways) {
        for (Way way : ways) {
            Optional<ProxyAddress> proxy = way.proxy().flatMap(Proxies::parse);
            if (way.proxy().isEmpty() || (proxy.isPresent() && (ways.size() == 1 || answers(proxy.get())))) {
                return proxy;
            }
        }
        return ways.stream().findFirst().flatMap(Way::proxy).flatMap(Proxies::parse);
    }

    private static boolean answers(ProxyAddress proxy) {
        try (Socket socket = new Socket(Proxy.NO_PROXY)) {
            socket.connect(new InetSocketAddress(proxy.host(), proxy.port()), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private String load() throws IOException, URISyntaxException {
        URI uri = new URI(address);
        String scheme = String.valueOf(uri.getScheme());
        if (!scheme.equals("http") && !scheme.equals("https") && !scheme.equals("file")) {
            throw new IOException("not an address of a script");
        }
        URLConnection connection = uri.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        if (connection instanceof HttpURLConnection http && http.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("status " + http.getResponseCode());
        }
        try (InputStream in = connection.getInputStream()) {
            return new String(SmallBody.read(in, MOST_BYTES, LOADING), StandardCharsets.UTF_8);
        }
    }
}
