package jp.quickcare.server.presence;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import jp.quickcare.server.clients.ClientInfo;
import jp.quickcare.server.http.BadBody;
import jp.quickcare.server.http.Departure;
import jp.quickcare.server.http.HangingUp;
import jp.quickcare.server.http.JsonBody;
import jp.quickcare.server.http.Problem;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/**
 * {@code POST /v1/presence} and {@code DELETE /v1/presence/<session>}. A request that is held costs a timer and no
 * thread.
 */
final class PresenceHandler implements HttpHandler {
    static final String PATH = "/v1/presence";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,2}");
    private static final int LONGEST_WAIT_SECONDS = 60;
    private static final int USUAL_WAIT_SECONDS = 30;
    private static final int LARGEST_BYTES = 16 * 1024;
    private static final int ALL_BYTES = 16 * 1024 * 1024;

    private final Presences presences;
    private final SiteTimestamp timestamp;
    private final Consumer<ClientInfo> seen;
    private final JsonBody bodies;
    private final Set<Held> held = ConcurrentHashMap.newKeySet();
    private volatile boolean ending;

    PresenceHandler(
            Presences presences, SiteTimestamp timestamp, Consumer<ClientInfo> seen, Supplier<Duration> timeout) {
        this.presences = presences;
        this.timestamp = timestamp;
        this.seen = seen;
        this.bodies = new JsonBody(LARGEST_BYTES, ALL_BYTES, timeout, this::arrive);
        timestamp.listen(() -> held.forEach(Held::answerSoon));
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        String path = exchange.getRequestPath();
        boolean session = path.length() > PATH.length();
        if (session && exchange.getRequestMethod().equals(Methods.DELETE)) {
            presences.leave(path.substring(PATH.length() + 1));
            exchange.setStatusCode(StatusCodes.NO_CONTENT);
            exchange.endExchange();
        } else if (!session && exchange.getRequestMethod().equals(Methods.POST)) {
            if (ending) {
                unavailable(exchange);
            } else if (waitSeconds(exchange) < 0) {
                Problem.send(exchange, StatusCodes.BAD_REQUEST, "\"wait\" is not 0 to 60 seconds.");
            } else {
                bodies.handleRequest(exchange);
            }
        } else {
            String allowed = session ? "DELETE" : "POST";
            exchange.getResponseHeaders().put(Headers.ALLOW, allowed);
            Problem.send(exchange, StatusCodes.METHOD_NOT_ALLOWED, "Allowed here: " + allowed + ".");
        }
    }

    /** @return below 0 where it is none */
    private static int waitSeconds(HttpServerExchange exchange) {
        Deque<String> given = exchange.getQueryParameters().get("wait");
        if (given == null || given.isEmpty()) {
            return USUAL_WAIT_SECONDS;
        }
        int seconds = SECONDS.matcher(given.getFirst()).matches() ? Integer.parseInt(given.getFirst()) : -1;
        return seconds > LONGEST_WAIT_SECONDS ? -1 : seconds;
    }

    private void arrive(HttpServerExchange exchange, byte[] body) {
        Arrival arrival;
        try {
            arrival = Arrival.parse(body);
        } catch (BadBody e) {
            Problem.send(exchange, StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage()));
            return;
        }
        Optional<Presences.Visit> visit = presences.arrive(arrival);
        if (visit.isEmpty()) {
            unavailable(exchange);
            return;
        }
        seen.accept(arrival.client());
        Held request = new Held(exchange, arrival.session(), visit.get(), waitSeconds(exchange));
        exchange.getIoThread().execute(() -> request.hold(timestamp.differsFrom(arrival.siteTimestamp())));
    }

    private static void unavailable(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "30");
        Problem.send(exchange, StatusCodes.SERVICE_UNAVAILABLE, "The server does not keep presence now.");
    }

    /** Answers all that wait, so that the server can end. */
    void end() {
        ending = true;
        held.forEach(Held::answerSoon);
    }

    /** A request that waits. All but {@link #answerSoon} happens on its connection's I/O thread. */
    private final class Held {
        private final HttpServerExchange exchange;
        private final String session;
        private final Presences.Visit visit;
        private final int waitSeconds;
        private final AtomicBoolean done = new AtomicBoolean();
        private XnioExecutor.@Nullable Key timer;
        private Runnable lookAway = () -> {};

        Held(HttpServerExchange exchange, String session, Presences.Visit visit, int waitSeconds) {
            this.exchange = exchange;
            this.session = session;
            this.visit = visit;
            this.waitSeconds = waitSeconds;
        }

        void hold(boolean newsForIt) {
            Departure.of(exchange, this::closed);
            if (newsForIt || waitSeconds == 0 || ending) {
                answer();
                return;
            }
            held.add(this);
            lookAway = HangingUp.watch(exchange);
            timer = exchange.getIoThread().executeAfter(this::answer, waitSeconds, TimeUnit.SECONDS);
            if (ending) {
                answer();
            }
        }

        void answerSoon() {
            exchange.getIoThread().execute(this::answer);
        }

        private void answer() {
            if (finish()) {
                // Half as long again as it waits: a late one is no lost one.
                presences.answered(session, visit, Duration.ofMillis(Math.max(5, waitSeconds) * 1500L));
                byte[] body = JSON.createObjectNode()
                        .put("siteTimestamp", timestamp.tag())
                        .put("waitSeconds", USUAL_WAIT_SECONDS)
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
                exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
                exchange.getResponseSender().send(ByteBuffer.wrap(body));
            }
        }

        private void closed() {
            if (finish()) {
                presences.closed(session, visit);
            }
        }

        private boolean finish() {
            held.remove(this);
            XnioExecutor.Key running = timer;
            if (running != null) {
                running.remove();
            }
            lookAway.run();
            lookAway = () -> {};
            return done.compareAndSet(false, true);
        }
    }
}
