package jp.quickcare.server.serve;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import jp.quickcare.server.admission.Transfer;
import jp.quickcare.server.http.JsonBody;
import jp.quickcare.server.http.Problem;

/** Answers a client's list of files with all of them at once (SPEC A5). */
final class FileStreams implements HttpHandler {
    /** A longer body is refused. */
    static final int LONGEST_BODY_BYTES = 16 * 1024 * 1024;

    /** Bodies that are in memory at the same time; whoever comes above is asked to come again. */
    private static final int BODIES_BYTES = 64 * 1024 * 1024;

    private final PublishedFiles files;
    private final Gate gate;
    private final Supplier<Duration> timeout;
    private final MissingFiles missingFiles;
    private final JsonBody lists;

    FileStreams(PublishedFiles files, Gate gate, Supplier<Duration> timeout) {
        this.files = files;
        this.gate = gate;
        this.timeout = timeout;
        this.missingFiles = new MissingFiles(files);
        this.lists = new JsonBody(LONGEST_BODY_BYTES, BODIES_BYTES, timeout, this::answer);
    }

    /** Takes the list in first. */
    @Override
    public void handleRequest(HttpServerExchange exchange) {
        lists.handleRequest(exchange);
    }

    private void answer(HttpServerExchange exchange, byte[] json) {
        try {
            FilesRequest request = FilesRequest.parse(json);
            Optional<Transfer> transfer = gate.pass(exchange, request);
            if (transfer.isEmpty()) {
                return;
            }
            TarBody body = TarBody.of(request, files);
            missingFiles.log(exchange, request, body.missing());
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/x-tar");
            exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
            exchange.setResponseContentLength(body.lengthBytes());
            BodyWriter.start(exchange, body.segments(), timeout.get(), transfer.get());
        } catch (FilesRequest.BadRequest e) {
            Problem.send(exchange, StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            Problem.send(exchange, StatusCodes.INTERNAL_SERVER_ERROR, "The repository could not be read.");
        }
    }
}
