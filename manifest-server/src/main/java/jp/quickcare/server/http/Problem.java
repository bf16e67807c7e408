package jp.quickcare.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What a request is told that cannot be served: a problem document of RFC 9457. */
public final class Problem {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Problem() {}

    /** Answers with one sentence for whoever wrote the client, and ends the exchange. */
    public static void send(HttpServerExchange exchange, int status, String detail) {
        send(exchange, status, "about:blank", detail);
    }

    /**
     * The same for a problem that a client has to tell from others.
     *
     * @param type its URI
     */
    public static void send(HttpServerExchange exchange, int status, String type, String detail) {
        if (exchange.isResponseStarted()) {
            exchange.endExchange();
            return;
        }
        ObjectNode problem = JSON.createObjectNode()
                .put("type", type)
                .put("title", StatusCodes.getReason(status))
                .put("status", status)
                .put("detail", detail)
                .put("requestId", RequestIds.of(exchange));
        byte[] body = problem.toString().getBytes(StandardCharsets.UTF_8);
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/problem+json");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-cache");
        exchange.setResponseContentLength(body.length);
        if (exchange.getRequestMethod().equals(Methods.HEAD)) {
            exchange.endExchange();
        } else {
            exchange.getResponseSender().send(ByteBuffer.wrap(body));
        }
    }
}
