package jp.quickcare.server.admission;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import jp.quickcare.server.http.BadBody;
import jp.quickcare.server.http.Departure;
import jp.quickcare.server.http.HangingUp;
import jp.quickcare.server.http.JsonBody;
import jp.quickcare.server.http.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code /v1/tickets} and what is under it. */
final class TicketHandler implements HttpHandler {
    static final String PATH = "/v1/tickets";

    private static final Logger LOG = LoggerFactory.getLogger(TicketHandler.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOST = "urn:quickcare:problem:ticket-lost";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final int LARGEST_BODY_BYTES = 16 * 1024;
    private static final int BODIES_BYTES = 4 * 1024 * 1024;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Tickets tickets;
    private final Function<TicketRequest, Optional<Refusal>> refusals;
    private final Consumer<TicketRequest> seen;
    private final JsonBody requests;

    /**
     * For these tickets.
     *
     * @param refusals who gets none
     * @param seen hears of everyone who asks
     * @param timeout in which a body has to be here
     */
    TicketHandler(
            Tickets tickets,
            Function<TicketRequest, Optional<Refusal>> refusals,
            Consumer<TicketRequest> seen,
            Supplier<Duration> timeout) {
        this.tickets = tickets;
        this.refusals = refusals;
        this.seen = seen;
        this.requests = new JsonBody(LARGEST_BODY_BYTES, BODIES_BYTES, timeout, this::ask);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        String path = exchange.getRequestPath();
        HttpString method = exchange.getRequestMethod();
        if (path.equals(PATH)) {
            if (method.equals(Methods.POST)) {
                requests.handleRequest(exchange);
            } else {
                notAllowed(exchange, "POST");
            }
            return;
        }
        String id = path.substring(PATH.length() + 1);
        if (!ID.matcher(id).matches()) {
            Problem.send(exchange, StatusCodes.NOT_FOUND, "This is no ticket.");
        } else if (method.equals(Methods.GET)) {
            long seconds = seconds(exchange);
            if (seconds < 0) {
                Problem.send(exchange, StatusCodes.BAD_REQUEST, "\"wait\" is not 0 to 60 seconds.");
            } else {
                watch(exchange, id, Duration.ofSeconds(seconds));
            }
        } else if (method.equals(Methods.PUT)) {
            onWorker(exchange, () -> answer(exchange, tickets.renew(id)));
        } else if (method.equals(Methods.DELETE)) {
            onWorker(exchange, () -> {
                tickets.giveBack(id);
                exchange.setStatusCode(StatusCodes.NO_CONTENT);
                exchange.endExchange();
            });
        } else {
            notAllowed(exchange, "GET, PUT, DELETE");
        }
    }

    private static void notAllowed(HttpServerExchange exchange, String methods) {
        exchange.getResponseHeaders().put(Headers.ALLOW, methods);
        Problem.send(exchange, StatusCodes.METHOD_NOT_ALLOWED, "Allowed here: " + methods + ".");
    }

    /** @return below 0 where it is none */
    private static long seconds(HttpServerExchange exchange) {
        Deque<String> given = exchange.getQueryParameters().get("wait");
        if (given == null || given.isEmpty()) {
            return 0;
        }
        String text = given.getFirst();
        long seconds = text.matches("[0-9]{1,3}") ? Long.parseLong(text) : -1;
        return seconds > LONGEST_WAIT.toSeconds() ? -1 : seconds;
    }

    private static void onWorker(HttpServerExchange exchange, Runnable work) {
        exchange.dispatch(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                NotNow.answer(exchange, e);
            }
        });
    }

    private void ask(HttpServerExchange exchange, byte[] body) {
        try {
            TicketRequest request = TicketRequest.parse(body);
            seen.accept(request);
            Optional<Refusal> refusal = refusals.apply(request);
            if (refusal.isPresent()) {
                Problem.send(
                        exchange,
                        StatusCodes.FORBIDDEN,
                        refusal.get().type(),
                        refusal.get().sentence());
                return;
            }
            Optional<Ticket> ticket = tickets.ask(Asker.of(request.client(), peer(exchange)));
            if (ticket.isEmpty()) {
                NotNow.answer(
                        exchange, tickets.isEnding() ? "The server is ending." : "Too many clients wait already.");
                return;
            }
            exchange.setStatusCode(StatusCodes.CREATED);
            exchange.getResponseHeaders()
                    .put(Headers.LOCATION, PATH + "/" + ticket.get().id());
            send(exchange, ticket.get());
        } catch (BadBody e) {
            Problem.send(exchange, StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            NotNow.answer(exchange, e);
        }
    }

    /** On the connection's I/O thread. Who hangs up leaves the line; a ticket has one wait at a time. */
    private void watch(HttpServerExchange exchange, String id, Duration most) {
        AtomicReference<Runnable> lookAway = new AtomicReference<>(() -> {});
        Consumer<Tickets.Answer> answer = told -> exchange.getIoThread().execute(() -> {
            lookAway.getAndSet(() -> {}).run();
            if (exchange.isComplete()) {
                return;
            }
            if (told instanceof Tickets.Stands stands) {
                answer(exchange, Optional.of(stands.ticket()));
            } else {
                answer(exchange, Optional.empty());
            }
        });
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {
            Departure.of(exchange, () -> later(exchange, () -> hungUp(id, answer)));
            lookAway.set(HangingUp.watch(exchange));
            later(exchange, () -> {
                try {
                    tickets.watch(id, most, answer);
                    if (!exchange.getConnection().isOpen()) {
                        // It hung up before there was anything to leave.
                        hungUp(id, answer);
                    }
                } catch (RuntimeException e) {
                    exchange.getIoThread().execute(() -> {
                        lookAway.getAndSet(() -> {}).run();
                        NotNow.answer(exchange, e);
                    });
                }
            });
        });
    }

    private static void later(HttpServerExchange exchange, Runnable work) {
        try {
            exchange.getConnection().getWorker().execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("the server has ended", e);
        }
    }

    private void hungUp(String id, Consumer<Tickets.Answer> answer) {
        try {
            tickets.hungUp(id, answer);
        } catch (RuntimeException e) {
            LOG.debug("its lease runs out", e);
        }
    }

    private static String peer(HttpServerExchange exchange) {
        return exchange.getSourceAddress().getAddress().getHostAddress();
    }

    private static void answer(HttpServerExchange exchange, Optional<Ticket> ticket) {
        if (ticket.isPresent()) {
            send(exchange, ticket.get());
        } else {
            Problem.send(
                    exchange,
                    StatusCodes.GONE,
                    LOST,
                    "There is no such ticket, or it was silent for too long; ask for a new one.");
        }
    }

    private static void send(HttpServerExchange exchange, Ticket ticket) {
        byte[] body = JSON.createObjectNode()
                .put("id", ticket.id())
                .put("state", ticket.granted() ? "granted" : "waiting")
                .put("updating", ticket.numbers().updating())
                .put("waiting", ticket.numbers().waiting())
                .put("limit", ticket.numbers().limit())
                .put("leaseSeconds", ticket.lease().toSeconds())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.setResponseContentLength(body.length);
        exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }
}
