package jp.quickcare.launcher.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import jp.quickcare.launcher.proxy.KeptCredentials;
import jp.quickcare.launcher.proxy.Proxies;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.cookie.CookieSpecFactory;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Kept HTTP connections with every limit set and nothing done behind our back. Thread-safe. */
final class Connections implements Closeable {
    private static final int MAX_HEADERS = 100;
    private static final int MAX_HEADER_LINE_BYTES = 8 * 1024;
    private static final int IO_BUFFER_BYTES = 16 * 1024;

    /** To one server: two repositories' metadata with a timestamp each ahead, a place, and reports. */
    private static final int BESIDE_FILES = 6;

    /** A connection that was not used for so long is looked at before it is used again. */
    private static final TimeValue UNUSED = TimeValue.ofMilliseconds(500);

    private static final TimeValue IDLE = TimeValue.ofSeconds(30);

    private final DownloadLimits limits;
    private final ThroughProxy way;
    private final PoolingHttpClientConnectionManager pool;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService clock;
    private final Runnable end;
    private final AtomicBoolean ended = new AtomicBoolean();

    Connections(DownloadLimits limits) {
        this(limits, Proxies.ofProcess(), KeptCredentials.ofUser());
    }

    Connections(DownloadLimits limits, Proxies proxies, KeptCredentials kept) {
        this.limits = limits;
        this.way = new ThroughProxy(proxies, kept);
        this.pool = pool(limits);
        this.client = client(limits, way, pool);
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "download-watch");
            thread.setDaemon(true);
            return thread;
        });
        this.end = () -> {
            clock.shutdownNow();
            client.close(CloseMode.IMMEDIATE);
        };
    }

    /** The same connections for somebody else, who ends his use of them otherwise. */
    Connections(Connections same, Runnable end) {
        this.limits = same.limits;
        this.way = same.way;
        this.pool = same.pool;
        this.client = same.client;
        this.clock = same.clock;
        this.end = end;
    }

    /** What nobody has used for a while may be dead without our knowing it. */
    void closeIdle() {
        pool.closeIdle(IDLE);
    }

    /**
     * Sends a request and gives the answer, after following what redirects it may.
     *
     * @param request makes the request for an address; called again for each redirect
     * @param deadline for the head of the answer, or for all of it
     * @param wholeAnswer true where the deadline is for all of it; else the body is bounded by its rate
     * @throws SlowSourceException it was broken off as too slow
     * @throws LyingSourceException it redirects where we do not go, or compresses what we did not ask to
     * @throws CancelledException it is no longer wanted
     */
    Reply open(
            URI uri,
            Function<URI, HttpUriRequestBase> request,
            Duration deadline,
            boolean wholeAnswer,
            BooleanSupplier cancelled)
            throws IOException {
        URI at = uri;
        for (int steps = 0; ; steps++) {
            Reply reply = send(request.apply(at), deadline, wholeAnswer, cancelled);
            if (!Redirects.isRedirect(reply.status())) {
                reply.requireIdentityEncoding();
                return reply;
            }
            String location = reply.header(HttpHeaders.LOCATION);
            reply.close();
            at = Redirects.next(at, location, steps);
        }
    }

    private Reply send(HttpUriRequestBase request, Duration deadline, boolean wholeAnswer, BooleanSupplier cancelled)
            throws IOException {
        Watch watch = new Watch(clock, limits, deadline, cancelled, request::cancel);
        ClassicHttpResponse response;
        try {
            response = client.executeOpen(RoutingSupport.determineHost(request), request, null);
        } catch (HttpException e) {
            watch.close();
            throw new IOException("no usable address: " + e.getMessage(), e);
        } catch (IOException e) {
            watch.close();
            throw watch.explain(e);
        } catch (RuntimeException e) {
            watch.close();
            // One that is broken off just when its connection is made finds it gone, and calls that a wrong state.
            throw watch.brokeOff(e);
        }
        if (response.getCode() == 407) {
            watch.close();
            request.cancel();
            throw way.refused(address(request));
        }
        if (!wholeAnswer) {
            watch.headArrived();
        }
        return new Reply(request, response, watch);
    }

    private static URI address(HttpUriRequestBase request) throws IOException {
        try {
            return request.getUri();
        } catch (URISyntaxException e) {
            throw new IOException("no usable address", e);
        }
    }

    /** The proxy on the way to that server, as {@code host:port}; empty where there is none. */
    Optional<String> proxyTo(URI server) {
        return way.proxyTo(server);
    }

    /** How long the head of an answer may take in all: to connect, and then as long as a silent peer may be silent. */
    Duration headDeadline() {
        return limits.connect().plus(limits.idle());
    }

    /** Twice does no harm. */
    @Override
    public void close() {
        if (ended.compareAndSet(false, true)) {
            end.run();
        }
    }

    private static PoolingHttpClientConnectionManager pool(DownloadLimits limits) {
        Http1Config http1 = Http1Config.custom()
                .setMaxHeaderCount(MAX_HEADERS)
                .setMaxLineLength(MAX_HEADER_LINE_BYTES)
                .setMaxEmptyLineCount(10)
                .setBufferSize(IO_BUFFER_BYTES)
                .build();
        int route = limits.parallel() + BESIDE_FILES;
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(http1)
                        .build())
                .setTlsSocketStrategy(new TlsWhenNeeded())
                .setMaxConnTotal(2 * route)
                .setMaxConnPerRoute(route)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(limits.connect()))
                        .setSocketTimeout(Timeout.of(limits.idle()))
                        .setValidateAfterInactivity(UNUSED)
                        .build())
                .build();
    }

    private static CloseableHttpClient client(
            DownloadLimits limits, ThroughProxy way, PoolingHttpClientConnectionManager pool) {
        Timeout idle = Timeout.of(limits.idle());
        return HttpClients.custom()
                .setConnectionManager(pool)
                .setRoutePlanner(way)
                .setDefaultCredentialsProvider(way)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(idle)
                        .setConnectionRequestTimeout(idle)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .disableContentCompression()
                .disableRedirectHandling()
                .disableCookieManagement()
                // Cookies are off; the standard registry would read the list of all public suffixes for them.
                .setDefaultCookieSpecRegistry(
                        RegistryBuilder.<CookieSpecFactory>create().build())
                .disableAuthCaching()
                .disableAutomaticRetries()
                .setUserAgent("quickcare-launcher")
                .build();
    }
}
