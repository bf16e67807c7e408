package jp.quickcare.server.serve;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.server.admission.NotNow;
import jp.quickcare.server.admission.TicketDesk;
import jp.quickcare.server.admission.Transfer;
import jp.quickcare.server.http.Problem;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/**
 * Lets contents go only to who has a place (SPEC A4). The launcher's own contents go to everybody: a PC updates its
 * launcher first, whoever else is served. Thread-safe.
 */
final class Gate {
    private static final HttpString HEADER = new HttpString("QuickCare-Ticket");
    private static final String TICKET_NEEDED = "urn:quickcare:problem:ticket-needed";

    /** What needs no place. */
    static final Transfer FREE = new Transfer() {
        @Override
        public void gotOn() {}

        @Override
        public void close() {}
    };

    private final @Nullable TicketDesk desk;
    private final LauncherObjects launcher;

    private Gate(@Nullable TicketDesk desk, LauncherObjects launcher) {
        this.desk = desk;
        this.launcher = launcher;
    }

    /** A gate that is open, where there are no tickets. */
    static Gate open(PublishedFiles files) {
        return new Gate(null, new LauncherObjects(files));
    }

    /** A gate that asks for tickets, which are had there. */
    static Gate guarded(TicketDesk desk, PublishedFiles files) {
        return new Gate(desk, new LauncherObjects(files));
    }

    /**
     * Lets a list of files through, or answers it itself. Who shows no ticket may ask for one along with it, and is
     * told of it in the answer's head; who has to wait is told so in place of the files. Not on an I/O thread.
     *
     * @return as {@link #pass(HttpServerExchange, Collection)}
     */
    Optional<Transfer> pass(HttpServerExchange exchange, FilesRequest request) {
        List<Sha256> objects =
                request.objects().stream().map(FilesRequest.Asked::sha256).toList();
        if (desk == null || request.ticket().isEmpty() || shown(exchange) != null) {
            return pass(exchange, objects);
        }
        return desk.admit(exchange, request.ticket().get()).flatMap(id -> pass(exchange, objects, id));
    }

    /**
     * Lets a request for these contents through, or answers it itself. Not on an I/O thread.
     *
     * @return what the bytes that go out are told to; it ends with the exchange. Empty where the exchange is answered
     */
    Optional<Transfer> pass(HttpServerExchange exchange, Collection<Sha256> objects) {
        return pass(exchange, objects, shown(exchange));
    }

    private static @Nullable String shown(HttpServerExchange exchange) {
        return exchange.getRequestHeaders().getFirst(HEADER);
    }

    private Optional<Transfer> pass(HttpServerExchange exchange, Collection<Sha256> objects, @Nullable String id) {
        if (desk == null) {
            return Optional.of(FREE);
        }
        try {
            Optional<Transfer> transfer = id == null
                    ? Optional.empty()
                    : desk.tickets().transfer(id, () -> IoUtils.safeClose(exchange.getConnection()));
            if (transfer.isPresent()) {
                exchange.addExchangeCompleteListener((done, next) -> {
                    transfer.get().close();
                    next.proceed();
                });
                return transfer;
            }
        } catch (RuntimeException e) {
            NotNow.answer(exchange, e);
            return Optional.empty();
        }
        if (!objects.isEmpty() && launcher.haveAll(objects)) {
            return Optional.of(FREE);
        }
        Problem.send(
                exchange,
                StatusCodes.FORBIDDEN,
                TICKET_NEEDED,
                "Contents need a ticket that is granted; ask for one at /v1/tickets and name it in QuickCare-Ticket.");
        return Optional.empty();
    }
}
