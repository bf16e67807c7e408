package jp.quickcare.server.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.LongSupplier;

/**
 * Sends away who asks without end, by its address, before anything is read of what it sends. A whole site may come from
 * one address, so it takes a flood to be sent away; files that lie still are for everybody, however often. Thread-safe.
 */
public final class RateLimit implements HttpHandler {
    private static final int API_PER_SECOND = 10_000;
    private static final int API_AT_ONCE = 20_000;
    private static final int CONSOLE_PER_SECOND = 100;
    private static final int CONSOLE_AT_ONCE = 2_000;
    /** A network of IPv6 is one customer; its addresses within are for the taking. */
    private static final int NETWORK_BYTES = 8;

    private final HttpHandler next;
    private final Rates api;
    private final Rates console;

    /**
     * Around everything that answers.
     *
     * @param nanoTime goes forward evenly
     */
    public RateLimit(HttpHandler next, LongSupplier nanoTime) {
        this.next = next;
        this.api = new Rates(API_PER_SECOND, API_AT_ONCE, nanoTime);
        this.console = new Rates(CONSOLE_PER_SECOND, CONSOLE_AT_ONCE, nanoTime);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = exchange.getRequestPath();
        int wait = 0;
        if (path.startsWith("/v1/")) {
            wait = api.come(peer(exchange));
        } else if (path.startsWith("/console")) {
            wait = console.come(peer(exchange));
        }
        if (wait == 0) {
            next.handleRequest(exchange);
        } else {
            refuse(exchange, wait);
        }
    }

    /** Says when to come again. */
    public static void refuse(HttpServerExchange exchange, int seconds) {
        // What else it has sent is not read.
        exchange.setPersistent(false);
        exchange.getResponseHeaders().put(Headers.RETRY_AFTER, Integer.toString(seconds));
        Problem.send(exchange, StatusCodes.TOO_MANY_REQUESTS, "Too many requests; come again after " + seconds + " s.");
    }

    private static String peer(HttpServerExchange exchange) {
        InetSocketAddress source = exchange.getSourceAddress();
        InetAddress address = source.getAddress();
        if (address == null) {
            return source.getHostString();
        }
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }
}
