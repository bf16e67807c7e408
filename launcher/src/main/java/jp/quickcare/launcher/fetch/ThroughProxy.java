package jp.quickcare.launcher.fetch;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jp.quickcare.launcher.proxy.KeptCredentials;
import jp.quickcare.launcher.proxy.Proxies;
import jp.quickcare.launcher.proxy.ProxyAddress;
import jp.quickcare.launcher.proxy.ProxyRefusedException;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.Credentials;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** The way of a request: directly or through a proxy, and what that proxy is told. No server is told anything. */
final class ThroughProxy extends DefaultRoutePlanner implements CredentialsProvider {
    private final Proxies proxies;
    private final KeptCredentials kept;
    private final Map<String, ProxyAddress> used = new ConcurrentHashMap<>();

    ThroughProxy(Proxies proxies, KeptCredentials kept) {
        super(null);
        this.proxies = proxies;
        this.kept = kept;
    }

    private static URI uri(HttpHost target) {
        return URI.create(target.getSchemeName() + "://" + target.getHostName() + ":" + Math.max(0, target.getPort()));
    }

    @Override
    protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
        Optional<ProxyAddress> proxy = proxies.to(uri(target));
        proxy.ifPresent(way -> used.put(way.shown(), way));
        return proxy.map(way -> new HttpHost("http", way.host(), way.port())).orElse(null);
    }

    @Override
    public @Nullable Credentials getCredentials(AuthScope scope, HttpContext context) {
        return told(scope.getHost(), scope.getPort())
                .map(known -> new UsernamePasswordCredentials(
                        known.user(), known.password().toCharArray()))
                .orElse(null);
    }

    private Optional<jp.quickcare.launcher.talk.Credentials> told(@Nullable String host, int port) {
        // Asked only about proxies that this process uses; a server that asks for a password gets none.
        ProxyAddress proxy = used.get(host + ":" + port);
        if (proxy == null) {
            return Optional.empty();
        }
        return proxy.credentials().isPresent() ? proxy.credentials() : kept.find(proxy.shown());
    }

    /** The proxy on the way to that server, as {@code host:port}; empty where there is none. */
    Optional<String> proxyTo(URI server) {
        return proxies.to(server).map(ProxyAddress::shown);
    }

    /** What to say of a proxy that answers 407 on the way to that server. */
    ProxyRefusedException refused(URI server) {
        Optional<ProxyAddress> proxy = proxies.to(server);
        String host = proxy.map(ProxyAddress::host).orElse(null);
        boolean wrong = proxy.isPresent() && told(host, proxy.get().port()).isPresent();
        return new ProxyRefusedException(proxy.map(ProxyAddress::shown).orElse("?"), wrong);
    }
}
