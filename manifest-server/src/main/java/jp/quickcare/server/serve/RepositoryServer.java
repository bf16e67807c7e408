package jp.quickcare.server.serve;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import jp.quickcare.server.admission.TicketDesk;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.http.Area;
import jp.quickcare.server.http.RequestIds;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.settings.ServerSettings;
import jp.quickcare.server.settings.Tls;
import org.xnio.Option;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Sequence;

/**
 * An HTTP server for one repository folder. It never begins anything by itself (SPEC A3) and never writes. Thread-safe.
 */
public final class RepositoryServer implements AutoCloseable {
    private static final int LONGEST_HEADERS_BYTES = 32 * 1024;
    private static final int MOST_HEADERS = 100;

    private final Undertow undertow;
    private final UnderWay underWay;
    private final Optional<TlsIdentity> identity;
    private final InForce inForce;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** What counts for requests from now on. */
    private static final class InForce {
        private volatile ServerSettings settings;

        private InForce(ServerSettings settings) {
            this.settings = settings;
        }
    }

    private RepositoryServer(Undertow undertow, UnderWay underWay, Optional<TlsIdentity> identity, InForce inForce) {
        this.undertow = undertow;
        this.underWay = underWay;
        this.identity = identity;
        this.inForce = inForce;
    }

    /**
     * Begins to serve.
     *
     * @param repository the folder that has {@code release}, {@code site} and {@code objects} in it
     * @param areas who answers at names that are not files of the repository; the first that has a name counts
     * @throws ServerFailure the port is taken or may not be used ({@code PORT_TAKEN}), the address is not of this
     *     machine or the certificate for HTTPS cannot be used ({@code BAD_INPUT}), or the folder cannot be read
     */
    public static RepositoryServer start(Path repository, ServerSettings settings, List<Area> areas)
            throws ServerFailure {
        return start(repository, settings, areas, Optional.empty());
    }

    /**
     * The same with contents only for those who have a place.
     *
     * @param desk where they get the tickets by which they have one; empty where there are none
     */
    public static RepositoryServer start(
            Path repository, ServerSettings settings, List<Area> areas, Optional<TicketDesk> desk)
            throws ServerFailure {
        return start(repository, settings, areas, desk, UnaryOperator.identity());
    }

    /**
     * The same, looked at from outside.
     *
     * @param around what goes around everything that answers
     */
    public static RepositoryServer start(
            Path repository,
            ServerSettings settings,
            List<Area> areas,
            Optional<TicketDesk> desk,
            UnaryOperator<HttpHandler> around)
            throws ServerFailure {
        InForce now = new InForce(settings);
        PublishedFiles files = published(repository);
        Gate gate = desk.map(known -> Gate.guarded(known, files)).orElseGet(() -> Gate.open(files));
        UnderWay underWay = new UnderWay(new Routes(files, gate, () -> now.settings.timeout(), areas));
        Optional<TlsIdentity> identity = settings.tls().isPresent()
                ? Optional.of(TlsIdentity.watch(settings.tls().get().identity()))
                : Optional.empty();
        AtomicInteger tlsPort = new AtomicInteger();
        HttpHandler site = new HttpContinueReadHandler(underWay);
        HttpHandler root = new RequestIds(around.apply(
                settings.tls().isPresent()
                        ? new ToTls(site, () -> redirected(now.settings), settings.port(), tlsPort::get)
                        : site));
        Undertow.Builder builder = Undertow.builder()
                .addHttpListener(settings.port(), host(settings))
                .setHandler(root);
        OptionMap options = options(settings);
        options.forEach(option -> take(builder, option, options));
        identity.ifPresent(
                shown -> builder.addHttpsListener(settings.tls().orElseThrow().port(), host(settings), shown.context())
                        .setSocketOption(Options.SSL_ENABLED_PROTOCOLS, Sequence.of("TLSv1.3", "TLSv1.2")));
        Undertow undertow = builder.build();
        try {
            undertow.start();
        } catch (RuntimeException e) {
            undertow.stop();
            identity.ifPresent(TlsIdentity::close);
            throw cannotListen(settings, e);
        }
        RepositoryServer server = new RepositoryServer(undertow, underWay, identity, now);
        server.tlsAddress().ifPresent(address -> tlsPort.set(address.getPort()));
        return server;
    }

    private static boolean redirected(ServerSettings settings) {
        return settings.tls().map(Tls::redirect).orElse(false);
    }

    private static <T> void take(Undertow.Builder builder, Option<T> option, OptionMap options) {
        builder.setServerOption(option, options.get(option));
    }

    private static OptionMap options(ServerSettings settings) {
        int timeoutMillis = (int) settings.timeout().toMillis();
        return OptionMap.builder()
                // What Undertow sets by itself, which replacing its options would take away.
                .set(UndertowOptions.BUFFER_PIPELINED_DATA, true)
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, timeoutMillis)
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, timeoutMillis)
                .set(UndertowOptions.MAX_ENTITY_SIZE, (long) FileStreams.LONGEST_BODY_BYTES)
                .set(UndertowOptions.MAX_HEADER_SIZE, LONGEST_HEADERS_BYTES)
                .set(UndertowOptions.MAX_HEADERS, MOST_HEADERS)
                // Names are compared as they stand in the URL: what would need decoding is no name of ours.
                .set(UndertowOptions.DECODE_URL, false)
                .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .getMap();
    }

    /**
     * Takes on other settings while it runs (SPEC A13): the time limit, of connections that come from now on and of
     * transfers that begin from now on, and whether HTTP is sent to HTTPS. Where it listens stays.
     */
    public void settings(ServerSettings changed) {
        inForce.settings = changed;
        undertow.getListenerInfo().forEach(listener -> listener.setServerOptions(options(changed)));
    }

    private static String host(ServerSettings settings) {
        return settings.bind().orElse("0.0.0.0");
    }

    private static PublishedFiles published(Path repository) throws ServerFailure {
        try {
            return new PublishedFiles(repository);
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.reading", repository), e);
        }
    }

    private static ServerFailure cannotListen(ServerSettings settings, RuntimeException e) {
        if (!(e.getCause() instanceof IOException cause)) {
            throw e;
        }
        String reason = String.valueOf(cause.getMessage());
        if (cause instanceof BindException && reason.contains("in use")) {
            Optional<Sentence> holder = PortHolder.of(settings.port());
            Optional<Sentence> ofTls = settings.tls().flatMap(tls -> PortHolder.of(tls.port()));
            boolean tls = holder.isEmpty() && ofTls.isPresent();
            Sentence who = (tls ? ofTls : holder).orElse(Sentence.of("serve.another-program"));
            return new ServerFailure(
                    FailureCode.PORT_TAKEN,
                    tls
                            ? Sentence.of(
                                    "serve.tls-port-taken", settings.tls().get().port(), who)
                            : Sentence.of("serve.port-taken", settings.port(), who),
                    cause);
        }
        if (reason.contains("ermission denied")) {
            return new ServerFailure(
                    FailureCode.PORT_TAKEN, Sentence.of("serve.port-forbidden", settings.port()), cause);
        }
        return new ServerFailure(
                FailureCode.BAD_INPUT, Sentence.of("serve.cannot-listen", host(settings), reason), cause);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
    }

    /** Where it listens for HTTPS; empty where it does not. */
    public Optional<InetSocketAddress> tlsAddress() {
        return identity.map(
                shown -> (InetSocketAddress) undertow.getListenerInfo().get(1).getAddress());
    }

    /** Refuses what is new, lets transfers under way end within a set time, then stops; a second call does nothing. */
    @Override
    public void close() {
        close(ServerSettings.STANDARD.drain());
    }

    /** The same with another time for transfers to end. */
    public void close(Duration drain) {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            underWay.end(drain);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        undertow.stop();
        identity.ifPresent(TlsIdentity::close);
    }
}
