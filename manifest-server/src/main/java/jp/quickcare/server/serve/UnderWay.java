package jp.quickcare.server.serve;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import jp.quickcare.server.http.Problem;

/** Counts the exchanges that are under way; once the server ends, it lets nobody new in. Thread-safe. */
final class UnderWay implements HttpHandler {
    /** A server that is started anew is there by then. */
    private static final String COME_AGAIN_SECONDS = "20";

    private final HttpHandler next;
    private int exchanges;
    private boolean ending;

    UnderWay(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (!enter()) {
            exchange.setPersistent(false);
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, COME_AGAIN_SECONDS);
            Problem.send(exchange, StatusCodes.SERVICE_UNAVAILABLE, "The server is ending.");
            return;
        }
        exchange.addExchangeCompleteListener((done, listener) -> {
            leave();
            listener.proceed();
        });
        next.handleRequest(exchange);
    }

    private synchronized boolean enter() {
        if (!ending) {
            exchanges++;
        }
        return !ending;
    }

    private synchronized void leave() {
        exchanges--;
        notifyAll();
    }

    /** Refuses what comes from now on, and waits until nothing is under way, but no longer than this. */
    synchronized void end(Duration patience) throws InterruptedException {
        ending = true;
        long deadline = System.nanoTime() + patience.toNanos();
        long leftMillis = patience.toMillis();
        while (exchanges > 0 && leftMillis > 0) {
            wait(leftMillis);
            leftMillis = (deadline - System.nanoTime()) / 1_000_000;
        }
    }
}
