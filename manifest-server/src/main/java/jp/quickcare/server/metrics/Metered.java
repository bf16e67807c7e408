package jp.quickcare.server.metrics;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** Measures every answer of the handler behind it. Thread-safe. */
public final class Metered implements HttpHandler {
    private final Metrics metrics;
    private final HttpHandler next;

    /** Around everything that is to be measured. */
    public Metered(Metrics metrics, HttpHandler next) {
        this.metrics = metrics;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        long begin = metrics.nanos();
        exchange.addExchangeCompleteListener((done, listener) -> {
            metrics.answered(area(done.getRequestPath()), done.getStatusCode(), metrics.nanos() - begin);
            listener.proceed();
        });
        next.handleRequest(exchange);
    }

    /** Few and fixed, whatever is asked for: each is a line in the measurements. */
    static String area(String path) {
        if (path.startsWith("/v1/")) {
            int end = path.indexOf('/', 4);
            String name = end < 0 ? path.substring(4) : path.substring(4, end);
            return switch (name) {
                case "files", "tickets", "reports", "presence" -> name;
                default -> "other";
            };
        }
        if (path.startsWith("/objects/")) {
            return "objects";
        }
        if (path.startsWith("/site/") || path.startsWith("/release/")) {
            return "metadata";
        }
        return path.startsWith("/console") ? "console" : "other";
    }
}
