package jp.quickcare.server.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.MetadataMissing;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A repository behind a URL. No redirects are followed and no content encodings taken, reading is bounded, and a source
 * that does not keep up a least rate is given up (THREATS TR1 to TR6).
 */
final class HttpSource implements ImportSource {
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    /** A place may be lost on the way, but not again and again. */
    private static final int MOST_PLACES = 3;

    private final URI base;
    private final Timing timing;
    private final CloseableHttpClient client;
    private final UpstreamTicket ticket;
    private UpstreamTicket.@Nullable Asker asker;

    /**
     * How long is waited.
     *
     * @param connect for a connection
     * @param silence for the next byte
     * @param grace before the rate counts
     * @param bytesPerSecond the least rate after that
     */
    record Timing(Duration connect, Duration silence, Duration grace, long bytesPerSecond) {
        static final Timing DEFAULT =
                new Timing(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(30), 1_000);
    }

    private HttpSource(URI base, Timing timing) {
        this.base = base;
        this.timing = timing;
        ConnectionConfig connections = ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(timing.connect()))
                .setSocketTimeout(Timeout.of(timing.silence()))
                .build();
        RequestConfig requests = RequestConfig.custom()
                .setResponseTimeout(Timeout.of(timing.silence()))
                .build();
        client = HttpClients.custom()
                .useSystemProperties()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDefaultConnectionConfig(connections)
                        .build())
                .setDefaultRequestConfig(requests)
                .build();
        ticket = new UpstreamTicket(client, base);
    }

    @Override
    public void announce(String importer, String app, String manifest) {
        asker = new UpstreamTicket.Asker(importer, app, manifest);
    }

    static HttpSource open(String url, Timing timing) throws ServerFailure {
        try {
            URI uri = new URI(url.endsWith("/") ? url : url + "/");
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
                return new HttpSource(uri, timing);
            }
        } catch (java.net.URISyntaxException e) {
            throw new ServerFailure(FailureCode.BAD_INPUT, wrong(), e);
        }
        throw ServerFailure.badInput(wrong());
    }

    private static Sentence wrong() {
        return Sentence.of("import.url");
    }

    @Override
    public void copy(String path, OutputStream to, long maxBytes) throws MetadataMissing, LengthException, IOException {
        Outcome outcome = Outcome.REFUSED;
        for (int places = 0; outcome == Outcome.REFUSED && places < MOST_PLACES; places++) {
            outcome = readOnce(path, to, maxBytes);
        }
        if (outcome == Outcome.REFUSED || outcome == Outcome.MISSING) {
            throw new MetadataMissing(path);
        }
        if (outcome == Outcome.TOO_LONG) {
            throw new LengthException(path, maxBytes);
        }
    }

    private Outcome readOnce(String path, OutputStream out, long maxBytes) throws IOException {
        HttpGet request = new HttpGet(base.resolve(path));
        UpstreamTicket.Asker known = asker;
        Optional<String> place = known == null || !path.startsWith("objects/") ? Optional.empty() : ticket.get(known);
        place.ifPresent(id -> request.setHeader(UpstreamTicket.HEADER, id));
        AtomicReference<Outcome> outcome = new AtomicReference<>(Outcome.BROKEN);
        try {
            client.execute(request, answer -> {
                try {
                    outcome.set(receive(path, answer, out, maxBytes));
                    return outcome.get();
                } finally {
                    if (outcome.get() != Outcome.DONE) {
                        // Else closing the answer would read the rest of it, which may have no end.
                        request.cancel();
                    }
                }
            });
        } catch (IOException e) {
            // What was found before the connection was cut is what counts.
            if (outcome.get() == Outcome.BROKEN) {
                throw e;
            }
        }
        Outcome found = Objects.requireNonNullElse(outcome.get(), Outcome.BROKEN);
        if (found == Outcome.FORBIDDEN) {
            ticket.lost();
            return place.isPresent() ? Outcome.REFUSED : Outcome.MISSING;
        }
        return found;
    }

    private enum Outcome {
        DONE,
        MISSING,
        /** 403: missing, or no place any more. */
        FORBIDDEN,
        /** No place any more. */
        REFUSED,
        TOO_LONG,
        BROKEN
    }

    private Outcome receive(String path, ClassicHttpResponse answer, OutputStream out, long maxBytes)
            throws IOException {
        int status = answer.getCode();
        if (status == NOT_FOUND || status == FORBIDDEN) {
            return status == NOT_FOUND ? Outcome.MISSING : Outcome.FORBIDDEN;
        }
        if (status != OK || answer.getEntity() == null) {
            throw new IOException("the answer for " + path + " is status " + status);
        }
        if (answer.getEntity().getContentEncoding() != null) {
            throw new IOException("the answer for " + path + " is encoded, which was not asked for");
        }
        long start = System.nanoTime();
        InputStream in = answer.getEntity().getContent();
        try {
            BoundedCopy.copy(path, in, out, maxBytes, doneBytes -> requirePace(path, doneBytes, start));
            return Outcome.DONE;
        } catch (LengthException e) {
            return Outcome.TOO_LONG;
        }
    }

    private void requirePace(String path, long doneBytes, long startNanos) throws IOException {
        Duration taken = Duration.ofNanos(System.nanoTime() - startNanos);
        Duration counted = taken.minus(timing.grace());
        if (!counted.isNegative() && doneBytes < timing.bytesPerSecond() * counted.toSeconds()) {
            throw new IOException("the source sends " + path + " too slowly");
        }
    }

    @Override
    public String name() {
        return base.getScheme() + "://" + base.getAuthority().replaceFirst("^.*@", "") + base.getPath();
    }

    @Override
    public void close() throws IOException {
        ticket.giveBack();
        client.close();
    }
}
