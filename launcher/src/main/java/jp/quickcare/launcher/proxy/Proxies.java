package jp.quickcare.launcher.proxy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.launcher.talk.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy leads to a server (SPEC A36): the one that the environment names ({@code http_proxy}, {@code https_proxy},
 * {@code all_proxy}, {@code no_proxy}), else the one that Java's own selector knows. This PC itself, and names without a
 * dot, are reached directly. Immutable.
 */
public final class Proxies {
    private static final int HTTP_PORT = 80;

    private final Map<String, String> environment;
    private final @Nullable ProxySelector selector;

    /** Those of an environment, and where that names none, of a selector. */
    public Proxies(Map<String, String> environment, @Nullable ProxySelector selector) {
        this.environment = environment;
        this.selector = selector;
    }

    /** Those of this process. */
    public static Proxies ofProcess() {
        return new Proxies(System.getenv(), ProxySelector.getDefault());
    }

    /** The proxy for a server; empty where it is reached directly. */
    public Optional<ProxyAddress> to(URI server) {
        String host = server.getHost();
        if (host == null || isLocal(host) || isExempt(host)) {
            return Optional.empty();
        }
        Optional<ProxyAddress> named = named(server);
        return named.isPresent() ? named : selected(server);
    }

    private static boolean isLocal(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        boolean address = bare.indexOf(':') >= 0;
        return bare.equalsIgnoreCase("localhost")
                || bare.startsWith("127.")
                || bare.equals("::1")
                || (!address && bare.indexOf('.') < 0);
    }

    private boolean isExempt(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        for (String exempt : variable("no_proxy").split("[,\\s]+", -1)) {
            String suffix = exempt.toLowerCase(Locale.ROOT);
            suffix = suffix.startsWith("*.") ? suffix.substring(1) : suffix;
            String bare = suffix.startsWith(".") ? suffix.substring(1) : suffix;
            if (suffix.equals("*") || (!bare.isEmpty() && (name.equals(bare) || name.endsWith("." + bare)))) {
                return true;
            }
        }
        return false;
    }

    private String variable(String name) {
        String value = environment.get(name);
        if (value == null) {
            value = environment.get(name.toUpperCase(Locale.ROOT));
        }
        return value == null ? "" : value.strip();
    }

    private Optional<ProxyAddress> named(URI server) {
        String own = variable(server.getScheme().toLowerCase(Locale.ROOT) + "_proxy");
        String address = own.isEmpty() ? variable("all_proxy") : own;
        return address.isEmpty() ? Optional.empty() : parse(address);
    }

    private static Optional<ProxyAddress> parse(String address) {
        try {
            URI uri = new URI(address.contains("://") ? address : "http://" + address);
            if (uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme())) {
                return Optional.empty();
            }
            int port = uri.getPort() < 0 ? HTTP_PORT : uri.getPort();
            return Optional.of(new ProxyAddress(uri.getHost(), port, credentials(uri.getRawUserInfo())));
        } catch (URISyntaxException e) {
            // As with any other program, an address that is none is no proxy.
            return Optional.empty();
        }
    }

    private static Optional<Credentials> credentials(@Nullable String userInfo) {
        if (userInfo == null || userInfo.isEmpty()) {
            return Optional.empty();
        }
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        String password = colon < 0 ? "" : userInfo.substring(colon + 1);
        return Optional.of(new Credentials(decoded(user), decoded(password)));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private Optional<ProxyAddress> selected(URI server) {
        if (selector == null) {
            return Optional.empty();
        }
        for (Proxy proxy : selector.select(server)) {
            if (proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress address) {
                return Optional.of(new ProxyAddress(address.getHostString(), address.getPort(), Optional.empty()));
            }
        }
        return Optional.empty();
    }
}
