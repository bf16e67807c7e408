package jp.quickcare.server.serve;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/**
 * Sends requests by HTTP on to HTTPS; whether the server is well may be asked by either. Where both are at their
 * standard ports a browser is told to come by HTTPS at once (HSTS): with other ports it would go to the wrong one.
 */
final class ToTls implements HttpHandler {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]");
    private static final int STANDARD_PORT = 443;
    private static final int STANDARD_PLAIN_PORT = 80;
    /** A day: whoever takes HTTPS back has not locked anybody out for long. */
    private static final String COME_BY_TLS = "max-age=86400";

    private static final String FORGET = "max-age=0";

    private final HttpHandler next;
    private final BooleanSupplier wanted;
    private final int plainPort;
    private final IntSupplier port;

    /**
     * @param wanted whether they are sent on; else they are answered as they come
     * @param plainPort of HTTP
     * @param port of HTTPS, once it is listened on
     */
    ToTls(HttpHandler next, BooleanSupplier wanted, int plainPort, IntSupplier port) {
        this.next = next;
        this.wanted = wanted;
        this.plainPort = plainPort;
        this.port = port;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        boolean plain = exchange.getConnection().getSslSessionInfo() == null;
        String path = exchange.getRequestPath();
        if (!plain && plainPort == STANDARD_PLAIN_PORT && port.getAsInt() == STANDARD_PORT) {
            exchange.getResponseHeaders()
                    .put(Headers.STRICT_TRANSPORT_SECURITY, wanted.getAsBoolean() ? COME_BY_TLS : FORGET);
        }
        if (!plain || !wanted.getAsBoolean() || path.equals("/healthz")) {
            next.handleRequest(exchange);
            return;
        }
        String named = exchange.getHostName();
        // A host that is none, or a path that is none, would lead who knows where.
        String host = named != null && HOST.matcher(bracketed(named)).matches()
                ? bracketed(named)
                : bracketed(exchange.getDestinationAddress().getAddress().getHostAddress());
        String query = exchange.getQueryString().isEmpty() ? "" : "?" + exchange.getQueryString();
        int tlsPort = port.getAsInt();
        exchange.setStatusCode(StatusCodes.PERMANENT_REDIRECT);
        exchange.getResponseHeaders()
                .put(
                        Headers.LOCATION,
                        "https://" + host + (tlsPort == STANDARD_PORT ? "" : ":" + tlsPort)
                                + (path.startsWith("/") ? path : "/") + query);
        exchange.endExchange();
    }

    private static String bracketed(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
