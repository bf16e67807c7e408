package jp.quickcare.server.serve;

import io.undertow.io.Receiver;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/** Answers a client's list of files with all of them at once (SPEC A5). */
final class FileStreams implements HttpHandler {
    /** A longer body is refused. */
    static final int LONGEST_BODY_BYTES = 16 * 1024 * 1024;

    /** Bodies that are in memory at the same time, in KiB; whoever comes above is asked to come again. */
    private static final int BODIES_KIB = 64 * 1024;

    private final PublishedFiles files;
    private final Duration timeout;
    private final MissingFiles missingFiles;
    private final Semaphore bodies = new Semaphore(BODIES_KIB);

    FileStreams(PublishedFiles files, Duration timeout) {
        this.files = files;
        this.timeout = timeout;
        this.missingFiles = new MissingFiles(files);
    }

    /** Takes the body in as it comes, on the I/O thread; only then a worker thread has to do with it. */
    @Override
    public void handleRequest(HttpServerExchange exchange) {
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        long length = exchange.getRequestContentLength();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            Problem.send(exchange, StatusCodes.UNSUPPORTED_MEDIA_TYPE, "The body has to be application/json.");
        } else if (length < 0) {
            Problem.send(exchange, StatusCodes.LENGTH_REQUIRED, "The request has to say how long its body is.");
        } else if (length > LONGEST_BODY_BYTES) {
            exchange.setPersistent(false);
            Problem.send(exchange, StatusCodes.REQUEST_ENTITY_TOO_LARGE, "The body may have 16 MiB.");
        } else {
            receive(exchange, (int) (length / 1024) + 1);
        }
    }

    private void receive(HttpServerExchange exchange, int kib) {
        if (!bodies.tryAcquire(kib)) {
            exchange.setPersistent(false);
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
            Problem.send(exchange, StatusCodes.SERVICE_UNAVAILABLE, "Too many lists of files at once.");
            return;
        }
        AtomicInteger taken = new AtomicInteger(kib);
        // A list is small, so it may take as long as a peer may be silent and no longer.
        XnioExecutor.Key patience = exchange.getIoThread()
                .executeAfter(
                        () -> IoUtils.safeClose(exchange.getConnection()), timeout.toMillis(), TimeUnit.MILLISECONDS);
        Runnable giveBack = () -> bodies.release(taken.getAndSet(0));
        exchange.addExchangeCompleteListener((done, next) -> {
            patience.remove();
            giveBack.run();
            next.proceed();
        });
        exchange.getConnection().addCloseListener(closed -> {
            giveBack.run();
            exchange.endExchange();
        });
        Receiver receiver = exchange.getRequestReceiver();
        receiver.receiveFullBytes(
                (received, body) -> {
                    patience.remove();
                    received.dispatch(() -> answer(received, body, giveBack));
                },
                (failed, problem) -> Problem.send(failed, StatusCodes.BAD_REQUEST, "The body broke off."));
    }

    private void answer(HttpServerExchange exchange, byte[] json, Runnable parsed) {
        try {
            FilesRequest request = FilesRequest.parse(json);
            parsed.run();
            TarBody body = TarBody.of(request, files);
            missingFiles.log(exchange, request, body.missing());
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/x-tar");
            exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
            exchange.setResponseContentLength(body.lengthBytes());
            BodyWriter.start(exchange, body.segments(), timeout);
        } catch (FilesRequest.BadRequest e) {
            Problem.send(exchange, StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            Problem.send(exchange, StatusCodes.INTERNAL_SERVER_ERROR, "The repository could not be read.");
        }
    }
}
