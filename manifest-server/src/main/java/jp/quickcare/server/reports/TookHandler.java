package jp.quickcare.server.reports;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import jp.quickcare.server.database.Database;
import jp.quickcare.server.database.DatabaseFailure;
import jp.quickcare.server.http.Area;
import jp.quickcare.server.http.Problem;
import jp.quickcare.server.records.Took;

/**
 * {@code GET /v1/took/<release manifest>}: how long it took others. Asked by every PC that is asked in the morning, so
 * an answer serves them all for a minute.
 */
public final class TookHandler implements HttpHandler {
    private static final String PATH = "/v1/took";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern MANIFEST = Pattern.compile("[0-9a-f]{64}");
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 32;

    private final Database database;
    private final Map<String, Known> known = new LinkedHashMap<>();

    private record Known(Optional<Took> took, long untilNanos) {}

    private TookHandler(Database database) {
        this.database = database;
    }

    /** Who answers, by the records of this database. */
    public static Area area(Database database) {
        return new Area(PATH, new TookHandler(database));
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (!exchange.getRequestMethod().equals(Methods.GET)) {
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET");
            Problem.send(exchange, StatusCodes.METHOD_NOT_ALLOWED, "Allowed here: GET.");
            return;
        }
        String path = exchange.getRequestPath();
        String manifest = path.length() > PATH.length() ? path.substring(PATH.length() + 1) : "";
        if (!MANIFEST.matcher(manifest).matches()) {
            Problem.send(exchange, StatusCodes.NOT_FOUND, "This is no release manifest's SHA-256.");
            return;
        }
        exchange.dispatch(() -> answer(exchange, manifest));
    }

    private void answer(HttpServerExchange exchange, String manifest) {
        Optional<Took> took;
        try {
            took = took(manifest);
        } catch (DatabaseFailure e) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "30");
            Problem.send(exchange, StatusCodes.SERVICE_UNAVAILABLE, "The server does not know it now.");
            return;
        }
        if (took.isEmpty()) {
            Problem.send(exchange, StatusCodes.NOT_FOUND, "No PC of this site has taken it yet.");
            return;
        }
        byte[] body = JSON.createObjectNode()
                .put("updates", took.get().updates())
                .put("medianSeconds", took.get().middle().toSeconds())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "max-age=" + KEPT.toSeconds());
        exchange.setResponseContentLength(body.length);
        exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }

    /** One at a time, so that a morning's many questions are one to the database. */
    private synchronized Optional<Took> took(String manifest) {
        long now = System.nanoTime();
        known.values().removeIf(one -> one.untilNanos - now < 0);
        Known one = known.get(manifest);
        if (one == null) {
            one = new Known(Took.of(database, manifest), now + KEPT.toNanos());
            if (known.size() >= MOST_KEPT) {
                known.remove(known.keySet().iterator().next());
            }
            known.put(manifest, one);
        }
        return one.took;
    }
}
