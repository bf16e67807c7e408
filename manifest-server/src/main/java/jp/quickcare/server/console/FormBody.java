package jp.quickcare.server.console;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import jp.quickcare.server.http.Problem;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/** Takes a filled-in form in, within bounds of size, number and time, before a worker thread has to do with it. */
final class FormBody {
    static final int LARGEST_BYTES = 64 * 1024;

    private static final int MOST_AT_ONCE = 64;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final AtomicInteger atOnce = new AtomicInteger();

    /** @param taker called on a worker thread once the form is here whole */
    void receive(HttpServerExchange exchange, Consumer<Fields> taker) {
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        long length = exchange.getRequestContentLength();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            refuse(exchange, StatusCodes.UNSUPPORTED_MEDIA_TYPE, "The body has to be a form.");
        } else if (length < 0) {
            refuse(exchange, StatusCodes.LENGTH_REQUIRED, "The request has to say how long its body is.");
        } else if (length > LARGEST_BYTES) {
            refuse(exchange, StatusCodes.REQUEST_ENTITY_TOO_LARGE, "A form may have 64 KiB.");
        } else if (atOnce.incrementAndGet() > MOST_AT_ONCE) {
            atOnce.decrementAndGet();
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
            refuse(exchange, StatusCodes.SERVICE_UNAVAILABLE, "Too many forms at once.");
        } else {
            take(exchange, taker);
        }
    }

    private static void refuse(HttpServerExchange exchange, int status, String why) {
        exchange.setPersistent(false);
        Problem.send(exchange, status, why);
    }

    private void take(HttpServerExchange exchange, Consumer<Fields> taker) {
        AtomicBoolean counted = new AtomicBoolean(true);
        Runnable done = () -> {
            if (counted.getAndSet(false)) {
                atOnce.decrementAndGet();
            }
        };
        XnioExecutor.Key patience = exchange.getIoThread()
                .executeAfter(
                        () -> IoUtils.safeClose(exchange.getConnection()), TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        exchange.addExchangeCompleteListener((ended, next) -> {
            patience.remove();
            done.run();
            next.proceed();
        });
        exchange.getConnection().addCloseListener(closed -> {
            done.run();
            exchange.endExchange();
        });
        exchange.getRequestReceiver()
                .receiveFullBytes(
                        (received, body) -> {
                            patience.remove();
                            received.dispatch(() -> parse(received, body, taker));
                        },
                        (failed, problem) -> Problem.send(failed, StatusCodes.BAD_REQUEST, "The form broke off."));
    }

    private static void parse(HttpServerExchange exchange, byte[] body, Consumer<Fields> taker) {
        Fields fields;
        try {
            fields = Fields.parse(new String(body, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            Problem.send(exchange, StatusCodes.BAD_REQUEST, "The form cannot be read.");
            return;
        }
        taker.accept(fields);
    }
}
