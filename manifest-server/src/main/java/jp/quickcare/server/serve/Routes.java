package jp.quickcare.server.serve;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import jp.quickcare.server.http.Area;
import jp.quickcare.server.http.Problem;

/** Which handler a request is for, and which methods it may use. */
final class Routes implements HttpHandler {
    private static final String HEALTH = "/healthz";
    private static final String FILES = "/v1/files";
    private static final String METADATA = "/v1/metadata";

    private final StaticFiles staticFiles;
    private final HttpHandler fileStreams;
    private final HttpHandler metadata;
    private final List<Area> areas;

    Routes(PublishedFiles files, Gate gate, Supplier<Duration> timeout, List<Area> areas) {
        this.staticFiles = new StaticFiles(files, gate, timeout);
        this.fileStreams = new FileStreams(files, gate, timeout);
        this.metadata = new MetadataAnswers(files);
        this.areas = List.copyOf(areas);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        HttpString method = exchange.getRequestMethod();
        String path = exchange.getRequestPath();
        for (Area area : areas) {
            if (area.has(path)) {
                area.handler().handleRequest(exchange);
                return;
            }
        }
        if (path.equals(FILES)) {
            if (allowed(exchange, method.equals(Methods.POST), "POST")) {
                fileStreams.handleRequest(exchange);
            }
        } else if (path.equals(METADATA)) {
            metadata.handleRequest(exchange);
        } else if (allowed(exchange, method.equals(Methods.GET) || method.equals(Methods.HEAD), "GET, HEAD")) {
            if (path.equals(HEALTH)) {
                health(exchange);
            } else if (!staticFiles.answersAtOnce(exchange)) {
                exchange.dispatch(staticFiles);
            }
        }
    }

    private static boolean allowed(HttpServerExchange exchange, boolean allowed, String methods) {
        if (!allowed) {
            exchange.getResponseHeaders().put(Headers.ALLOW, methods);
            Problem.send(exchange, StatusCodes.METHOD_NOT_ALLOWED, "Allowed here: " + methods + ".");
        }
        return allowed;
    }

    private static void health(HttpServerExchange exchange) {
        byte[] ok = "ok\n".getBytes(StandardCharsets.US_ASCII);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.setResponseContentLength(ok.length);
        if (exchange.getRequestMethod().equals(Methods.HEAD)) {
            exchange.endExchange();
        } else {
            exchange.getResponseSender().send(ByteBuffer.wrap(ok));
        }
    }
}
