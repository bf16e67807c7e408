package jp.quickcare.server.console;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import jp.quickcare.server.http.Problem;

/** How the console answers: headers that let a browser do nothing but show our pages, and no page kept anywhere. */
final class Answers {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private Answers() {}

    /** On every answer, whatever it is. */
    static void secure(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getResponseHeaders();
        put(headers, "Content-Security-Policy", POLICY);
        put(headers, "X-Content-Type-Options", "nosniff");
        put(headers, "X-Frame-Options", "DENY");
        // Not "no-referrer": with that, browsers would send forms of ours with the origin "null".
        put(headers, "Referrer-Policy", "same-origin");
        put(headers, "Cross-Origin-Opener-Policy", "same-origin");
        put(headers, "Cross-Origin-Resource-Policy", "same-origin");
        put(headers, "Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        headers.put(Headers.CACHE_CONTROL, "no-store");
    }

    private static void put(HeaderMap headers, String name, String value) {
        headers.put(new HttpString(name), value);
    }

    static void html(HttpServerExchange exchange, int status, String page) {
        send(exchange, status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    static void send(HttpServerExchange exchange, int status, String mediaType, byte[] body) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, mediaType);
        exchange.setResponseContentLength(body.length);
        if (exchange.getRequestMethod().equals(Methods.HEAD)) {
            exchange.endExchange();
        } else {
            exchange.getResponseSender().send(ByteBuffer.wrap(body));
        }
    }

    /** After something was done: the browser asks for a page, and a reload does nothing twice. */
    static void seeOther(HttpServerExchange exchange, String path) {
        exchange.setStatusCode(StatusCodes.SEE_OTHER);
        exchange.getResponseHeaders().put(Headers.LOCATION, path);
        exchange.endExchange();
    }

    static void nothingHere(HttpServerExchange exchange) {
        Problem.send(exchange, StatusCodes.NOT_FOUND, "There is no such page.");
    }
}
