package jp.quickcare.server.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Gives every answer the id under which the log knows its request: the caller's own where it sent a usable one. */
public final class RequestIds implements HttpHandler {
    private static final HttpString HEADER = new HttpString("X-Request-Id");
    private static final HttpString CONTENT_TYPE_OPTIONS = new HttpString("X-Content-Type-Options");
    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final HttpHandler next;

    /** Around everything else. */
    public RequestIds(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String given = exchange.getRequestHeaders().getFirst(HEADER);
        boolean usable = given != null && USABLE.matcher(given).matches();
        exchange.getResponseHeaders().put(HEADER, usable ? given : newId());
        // What is served is what it is said to be, whatever a browser makes of it.
        exchange.getResponseHeaders().put(CONTENT_TYPE_OPTIONS, "nosniff");
        next.handleRequest(exchange);
    }

    /** The id of this request, for the log. */
    public static String of(HttpServerExchange exchange) {
        String id = exchange.getResponseHeaders().getFirst(HEADER);
        return id == null ? "" : id;
    }

    private static String newId() {
        // Only has to differ; nobody's safety rests on it.
        return Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
    }
}
