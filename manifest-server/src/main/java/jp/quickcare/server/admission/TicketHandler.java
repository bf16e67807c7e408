package jp.quickcare.server.admission;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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
    private static final String LOST = "urn:quickcare:problem:ticket-lost";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final int BODIES_BYTES = 4 * 1024 * 1024;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final TicketDesk desk;
    private final Tickets tickets;
    private final JsonBody requests;

    /** @param timeout in which a body has to be here */
    TicketHandler(TicketDesk desk, Supplier<Duration> timeout) {
        this.desk = desk;
        this.tickets = desk.tickets();
        this.requests = new JsonBody(TicketRequest.LARGEST_BYTES, BODIES_BYTES, timeout, this::ask);
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
            desk.answer(exchange, TicketRequest.parse(body));
        } catch (BadBody e) {
            Problem.send(exchange, StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage()));
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

    private static void answer(HttpServerExchange exchange, Optional<Ticket> ticket) {
        if (ticket.isPresent()) {
            TicketDesk.send(exchange, ticket.get());
        } else {
            Problem.send(
                    exchange,
                    StatusCodes.GONE,
                    LOST,
                    "There is no such ticket, or it was silent for too long; ask for a new one.");
        }
    }
}
