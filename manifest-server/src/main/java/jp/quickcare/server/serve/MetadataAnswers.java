package jp.quickcare.server.serve;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jp.quickcare.server.http.Problem;

/**
 * {@code GET /v1/metadata}: all new metadata that a client needs to decide, in one answer, where it would else ask for
 * one file after the other, each of which names the next.
 */
final class MetadataAnswers implements HttpHandler {
    private final PublishedFiles files;

    MetadataAnswers(PublishedFiles files) {
        this.files = files;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (!exchange.getRequestMethod().equals(Methods.GET)) {
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET");
            Problem.send(exchange, StatusCodes.METHOD_NOT_ALLOWED, "Allowed here: GET.");
            return;
        }
        try {
            MetadataQuestion question = MetadataQuestion.of(exchange.getQueryParameters());
            exchange.dispatch(() -> answer(exchange, question));
        } catch (MetadataQuestion.BadQuestion e) {
            Problem.send(exchange, StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private void answer(HttpServerExchange exchange, MetadataQuestion question) {
        byte[] body;
        try {
            body = zip(MetadataNews.of(files, question));
        } catch (IOException e) {
            Problem.send(exchange, StatusCodes.INTERNAL_SERVER_ERROR, "The repository could not be read.");
            return;
        }
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/zip");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.setResponseContentLength(body.length);
        exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
