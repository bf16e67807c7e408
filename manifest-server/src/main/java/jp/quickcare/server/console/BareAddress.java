package jp.quickcare.server.console;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import jp.quickcare.server.http.Problem;

/** Leads whoever types nothing but the server's name into a browser to the console, where there is one. */
final class BareAddress implements HttpHandler {
    private final Door door;

    BareAddress(Door door) {
        this.door = door;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        HttpString method = exchange.getRequestMethod();
        if (!door.isOpen()) {
            Answers.nothingHere(exchange);
        } else if (method.equals(Methods.GET) || method.equals(Methods.HEAD)) {
            // Not kept by a browser: the console may be switched off tomorrow.
            exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
            Answers.seeOther(exchange, Console.PATH);
        } else {
            exchange.setPersistent(false);
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD");
            Problem.send(exchange, StatusCodes.METHOD_NOT_ALLOWED, "Allowed here: GET, HEAD.");
        }
    }
}
