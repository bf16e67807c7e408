package jp.quickcare.server.admission;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import jp.quickcare.server.http.Area;
import jp.quickcare.server.http.Problem;

/** Where a ticket is asked for, be it by a question of its own or along with the files that it is for. Thread-safe. */
public final class TicketDesk {
    /** The ticket of whoever asked for it along with files, and has both now. */
    private static final HttpString GRANTED = new HttpString("QuickCare-Granted");

    private final Tickets tickets;
    private final Function<TicketRequest, Optional<Refusal>> refusals;
    private final Consumer<TicketRequest> seen;

    TicketDesk(Tickets tickets, Function<TicketRequest, Optional<Refusal>> refusals, Consumer<TicketRequest> seen) {
        this.tickets = tickets;
        this.refusals = refusals;
        this.seen = seen;
    }

    /** The tickets. */
    public Tickets tickets() {
        return tickets;
    }

    /**
     * Who answers for tickets.
     *
     * @param timeout in which a body has to be here
     */
    public Area area(Supplier<Duration> timeout) {
        return new Area(TicketHandler.PATH, new TicketHandler(this, timeout));
    }

    /** Answers a question for a ticket alone. Not on an I/O thread. */
    void answer(HttpServerExchange exchange, TicketRequest request) {
        give(exchange, request).ifPresent(ticket -> created(exchange, ticket));
    }

    /**
     * The same for one that came along with a list of files, which it answers itself only where they cannot go now.
     *
     * @return the ticket's id, of which the answer's head tells from now on; empty where the exchange is answered
     */
    public Optional<String> admit(HttpServerExchange exchange, TicketRequest request) {
        Optional<Ticket> given = give(exchange, request);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Ticket ticket = given.get();
        if (!ticket.granted()) {
            created(exchange, ticket);
            return Optional.empty();
        }
        exchange.getResponseHeaders().put(GRANTED, ticket.toJson());
        return Optional.of(ticket.id());
    }

    /** @return empty where there is none, and the exchange is answered */
    private Optional<Ticket> give(HttpServerExchange exchange, TicketRequest request) {
        try {
            seen.accept(request);
            Optional<Refusal> refusal = refusals.apply(request);
            if (refusal.isPresent()) {
                Problem.send(
                        exchange,
                        StatusCodes.FORBIDDEN,
                        refusal.get().type(),
                        refusal.get().sentence());
                return Optional.empty();
            }
            Optional<Ticket> ticket = tickets.ask(Asker.of(request.client(), peer(exchange)));
            if (ticket.isEmpty()) {
                NotNow.answer(
                        exchange, tickets.isEnding() ? "The server is ending." : "Too many clients wait already.");
            }
            return ticket;
        } catch (RuntimeException e) {
            NotNow.answer(exchange, e);
            return Optional.empty();
        }
    }

    private static String peer(HttpServerExchange exchange) {
        return exchange.getSourceAddress().getAddress().getHostAddress();
    }

    private static void created(HttpServerExchange exchange, Ticket ticket) {
        exchange.setStatusCode(StatusCodes.CREATED);
        exchange.getResponseHeaders().put(Headers.LOCATION, TicketHandler.PATH + "/" + ticket.id());
        send(exchange, ticket);
    }

    static void send(HttpServerExchange exchange, Ticket ticket) {
        byte[] body = ticket.toJson().getBytes(StandardCharsets.US_ASCII);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.setResponseContentLength(body.length);
        exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }
}
