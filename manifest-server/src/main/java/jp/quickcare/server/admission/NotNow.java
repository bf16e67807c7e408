package jp.quickcare.server.admission;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import jp.quickcare.server.database.DatabaseFailure;
import jp.quickcare.server.http.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answer to whoever asks for a place, or for contents with one, in a moment in which nobody can say. */
public final class NotNow {
    private static final Logger LOG = LoggerFactory.getLogger(NotNow.class);

    private NotNow() {}

    /** @param reason nearly always the database, where several servers share the places; that it is away is told by itself */
    public static void answer(HttpServerExchange exchange, RuntimeException reason) {
        if (!(reason instanceof DatabaseFailure)) {
            LOG.warn("A ticket could not be looked after: {}", reason.toString());
        }
        answer(exchange, "The server cannot look after tickets now; try again.");
    }

    static void answer(HttpServerExchange exchange, String detail) {
        exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "2");
        Problem.send(exchange, StatusCodes.SERVICE_UNAVAILABLE, detail);
    }
}
