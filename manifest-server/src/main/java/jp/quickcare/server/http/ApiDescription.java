package jp.quickcare.server.http;

import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** {@code GET /v1/openapi.json}: what may be asked, and what is answered, in the form that tools read (OpenAPI 3.1). */
public final class ApiDescription {
    private static final String PATH = "/v1/openapi.json";

    private ApiDescription() {}

    /** Who answers with it. */
    public static Area area() {
        byte[] document = document();
        return new Area(PATH, exchange -> {
            if (!exchange.getRequestMethod().equals(Methods.GET)) {
                exchange.getResponseHeaders().put(Headers.ALLOW, "GET");
                Problem.send(exchange, StatusCodes.METHOD_NOT_ALLOWED, "Allowed here: GET.");
                return;
            }
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
            exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-cache");
            exchange.setResponseContentLength(document.length);
            exchange.getResponseSender().send(ByteBuffer.wrap(document));
        });
    }

    private static byte[] document() {
        try (InputStream in = ApiDescription.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is not in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
