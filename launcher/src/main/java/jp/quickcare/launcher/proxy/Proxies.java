package jp.quickcare.launcher.proxy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import jp.quickcare.launcher.system.Providers;
import jp.quickcare.launcher.talk.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy leads to a server (SPEC A36): the one that the environment names ({@code http_proxy}, {@code https_proxy},
 * {@code all_proxy}, {@code no_proxy}), or a proxy script that it names ({@code auto_proxy}); where it names none, what
 * the desktop is set to; else the one that Java's own selector knows. This PC itself, and names without a dot, are
 * reached directly. Thread-safe; what a desktop is set to is found out once, at the first server that may need it.
 */
public final class Proxies {
    private static final int HTTP_PORT = 80;

    private static final List<String> NAMING = List.of("http_proxy", "https_proxy", "all_proxy", "auto_proxy");

    private final Map<String, String> environment;
    private final Supplier<List<ProxySource>> sources;
    private final @Nullable ProxySelector selector;
    private @Nullable Map<String, String> inForce;
    private @Nullable ScriptedWay scripted;

    /** Those of an environment, and where that names none, of a selector. */
    public Proxies(Map<String, String> environment, @Nullable ProxySelector selector) {
        this(environment, List::of, selector);
    }

    Proxies(Map<String, String> environment, Supplier<List<ProxySource>> sources, @Nullable ProxySelector selector) {
        this.environment = environment;
        this.sources = sources;
        this.selector = selector;
    }

    /** Those of this process. */
    public static Proxies ofProcess() {
        return new Proxies(System.getenv(), Proxies::ofSystem, ProxySelector.getDefault());
    }

    private static List<ProxySource> ofSystem() {
        List<ProxySource> sources = new ArrayList<>();
        sources.addAll(Providers.of(ProxySource.class));
        sources.add(new GnomeProxy(System.getenv()));
        sources.add(new KdeProxy(System.getenv()));
        return sources;
    }

    /** The proxy for a server; empty where it is reached directly. */
    public Optional<ProxyAddress> to(URI server) {
        String host = server.getHost();
        if (host == null || isLocal(host) || isExempt(host)) {
            return Optional.empty();
        }
        Optional<ProxyAddress> named = named(server);
        if (named.isPresent()) {
            return named;
        }
        Optional<ScriptedWay> script = scripted();
        return script.isPresent() ? script.get().to(server) : selected(server);
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
            if (suffix.equals("*")
                    || Subnet.contains(suffix, name)
                    || (!bare.isEmpty() && (name.equals(bare) || name.endsWith("." + bare)))) {
                return true;
            }
        }
        return false;
    }

    private synchronized Optional<ScriptedWay> scripted() {
        String address = variable("auto_proxy");
        if (scripted == null && !address.isEmpty()) {
            scripted = new ScriptedWay(address);
        }
        return Optional.ofNullable(scripted);
    }

    private String variable(String name) {
        return variable(inForce(), name);
    }

    private static String variable(Map<String, String> settings, String name) {
        String value = settings.get(name);
        if (value == null) {
            value = settings.get(name.toUpperCase(Locale.ROOT));
        }
        return value == null ? "" : value.strip();
    }

    /** The environment where it names a way, else what the first desktop that is this one says. */
    private synchronized Map<String, String> inForce() {
        Map<String, String> known = inForce;
        if (known == null) {
            boolean named = NAMING.stream()
                    .anyMatch(name -> !variable(environment, name).isEmpty());
            Optional<ProxySource> source = named
                    ? Optional.empty()
                    : sources.get().stream().filter(ProxySource::fits).findFirst();
            known = source.map(ProxySource::settings).orElse(environment);
            inForce = known;
        }
        return known;
    }

    private Optional<ProxyAddress> named(URI server) {
        String own = variable(server.getScheme().toLowerCase(Locale.ROOT) + "_proxy");
        String address = own.isEmpty() ? variable("all_proxy") : own;
        return address.isEmpty() ? Optional.empty() : parse(address);
    }

    /** The proxy of an address, with or without {@code http://}; empty where it is none. */
    static Optional<ProxyAddress> parse(String address) {
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
