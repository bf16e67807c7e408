package jp.quickcare.server.metrics;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import jp.quickcare.server.http.Area;
import jp.quickcare.server.http.Problem;
import jp.quickcare.server.settings.ServerSettings.Console;

/** {@code GET /metrics}: for whom the console is, the measurements are too. */
public final class MetricsHandler implements HttpHandler {
    private final Metrics metrics;
    private final Supplier<Console> console;

    private MetricsHandler(Metrics metrics, Supplier<Console> console) {
        this.metrics = metrics;
        this.console = console;
    }

    /** @param console who may open that, asked each time */
    public static Area area(Metrics metrics, Supplier<Console> console) {
        return new Area("/metrics", new MetricsHandler(metrics, console));
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (!exchange.getRequestPath().equals("/metrics") || !mayLook(exchange)) {
            Problem.send(exchange, StatusCodes.NOT_FOUND, "There is nothing of this name here for you.");
            return;
        }
        if (!exchange.getRequestMethod().equals(Methods.GET)) {
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET");
            Problem.send(exchange, StatusCodes.METHOD_NOT_ALLOWED, "Allowed here: GET.");
            return;
        }
        // It asks others for their numbers, which may take a moment.
        exchange.dispatch(() -> {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
            exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
            exchange.getResponseSender().send(metrics.text(), StandardCharsets.UTF_8);
        });
    }

    private boolean mayLook(HttpServerExchange exchange) {
        Console who = console.get();
        boolean here = exchange.getSourceAddress().getAddress().isLoopbackAddress();
        return switch (who.access()) {
            case EVERYONE -> here || who.passwordHash().isPresent();
            case THIS_COMPUTER -> here;
            case OFF -> false;
        };
    }
}
