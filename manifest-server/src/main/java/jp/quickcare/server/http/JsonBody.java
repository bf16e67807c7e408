package jp.quickcare.server.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Takes the JSON body of a request in, within bounds, and hands it on. It comes in on the I/O thread; only when it is
 * whole a worker thread has to do with it. Thread-safe.
 */
public final class JsonBody implements HttpHandler {
    /** Who has to do with a whole body; called on a worker thread, and answers the exchange. */
    public interface Taker {
        /** @param body as it came, not yet known to be JSON */
        void take(HttpServerExchange exchange, byte[] body);
    }

    private final int largestBytes;
    private final Supplier<Duration> timeout;
    private final Taker taker;
    private final Semaphore kibLeft;

    /**
     * For one kind of request.
     *
     * @param largestBytes a longer body is refused with 413
     * @param allBytes that bodies of this kind may take in memory at the same time; whoever comes above gets 503
     * @param timeout in which a body has to be here, as small as it is
     */
    public JsonBody(int largestBytes, int allBytes, Supplier<Duration> timeout, Taker taker) {
        this.largestBytes = largestBytes;
        this.timeout = timeout;
        this.taker = taker;
        this.kibLeft = new Semaphore(allBytes / 1024);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        long length = exchange.getRequestContentLength();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            Problem.send(exchange, StatusCodes.UNSUPPORTED_MEDIA_TYPE, "The body has to be application/json.");
        } else if (length < 0) {
            Problem.send(exchange, StatusCodes.LENGTH_REQUIRED, "The request has to say how long its body is.");
        } else if (length > largestBytes) {
            exchange.setPersistent(false);
            Problem.send(
                    exchange, StatusCodes.REQUEST_ENTITY_TOO_LARGE, "The body may have " + size(largestBytes) + ".");
        } else {
            receive(exchange, (int) (length / 1024) + 1);
        }
    }

    private static String size(int bytes) {
        return bytes % (1024 * 1024) == 0 ? bytes / (1024 * 1024) + " MiB" : bytes / 1024 + " KiB";
    }

    private void receive(HttpServerExchange exchange, int kib) {
        if (!kibLeft.tryAcquire(kib)) {
            exchange.setPersistent(false);
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
            Problem.send(exchange, StatusCodes.SERVICE_UNAVAILABLE, "Too many such requests at once.");
            return;
        }
        AtomicInteger taken = new AtomicInteger(kib);
        XnioExecutor.Key patience = exchange.getIoThread()
                .executeAfter(
                        () -> IoUtils.safeClose(exchange.getConnection()),
                        timeout.get().toMillis(),
                        TimeUnit.MILLISECONDS);
        Runnable giveBack = () -> kibLeft.release(taken.getAndSet(0));
        exchange.addExchangeCompleteListener((done, next) -> {
            patience.remove();
            giveBack.run();
            next.proceed();
        });
        Departure.of(exchange, giveBack);
        exchange.getRequestReceiver()
                .receiveFullBytes(
                        (received, body) -> {
                            patience.remove();
                            received.dispatch(() -> {
                                taker.take(received, body);
                                giveBack.run();
                            });
                        },
                        (failed, problem) -> Problem.send(failed, StatusCodes.BAD_REQUEST, "The body broke off."));
    }
}
