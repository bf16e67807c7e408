package jp.quickcare.server.reports;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import jp.quickcare.server.http.BadBody;
import jp.quickcare.server.http.JsonBody;
import jp.quickcare.server.http.Problem;
import jp.quickcare.server.http.RateLimit;
import jp.quickcare.server.http.Rates;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/reports}: answers 204 when what it got lasts, and keeps no thread waiting for that. */
final class ReportHandler implements HttpHandler {
    static final String PATH = "/v1/reports";
    private static final String ANOTHER = "urn:quickcare:problem:another-client";
    private static final int LARGEST_BYTES = 256 * 1024;
    private static final int ALL_BYTES = 32 * 1024 * 1024;

    /** Of one PC, which sends a hundred steps at once when it has been away. */
    private static final int PER_SECOND = 20;

    private static final int AT_ONCE = 200;

    private final Rates rates = new Rates(PER_SECOND, AT_ONCE, System::nanoTime);
    private final ReportIntake intake;
    private final JsonBody bodies;

    ReportHandler(ReportIntake intake, Supplier<Duration> timeout) {
        this.intake = intake;
        this.bodies = new JsonBody(LARGEST_BYTES, ALL_BYTES, timeout, this::take);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (!exchange.getRequestPath().equals(PATH)) {
            Problem.send(exchange, StatusCodes.NOT_FOUND, "There is nothing of this name.");
        } else if (!exchange.getRequestMethod().equals(Methods.POST)) {
            exchange.getResponseHeaders().put(Headers.ALLOW, "POST");
            Problem.send(exchange, StatusCodes.METHOD_NOT_ALLOWED, "Allowed here: POST.");
        } else {
            bodies.handleRequest(exchange);
        }
    }

    private void take(HttpServerExchange exchange, byte[] body) {
        ReportBatch batch;
        try {
            batch = ReportParser.parse(body);
        } catch (BadBody e) {
            Problem.send(exchange, StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage()));
            return;
        }
        int wait = rates.come(batch.client().id() + batch.client().proof());
        if (wait > 0) {
            RateLimit.refuse(exchange, wait);
            return;
        }
        CompletableFuture<Boolean> taken = intake.take(batch);
        if (taken.isDone()) {
            // Progress, nearly all that comes: another thread would cost more than all the rest.
            answer(exchange, taken.exceptionally(failure -> null).join());
            return;
        }
        var unused =
                taken.whenComplete((done, failure) -> exchange.getIoThread().execute(() -> answer(exchange, done)));
    }

    /** @param taken null where nothing of it lasts */
    private static void answer(HttpServerExchange exchange, @Nullable Boolean taken) {
        if (Boolean.TRUE.equals(taken)) {
            exchange.setStatusCode(StatusCodes.NO_CONTENT);
            exchange.endExchange();
        } else if (taken != null) {
            Problem.send(
                    exchange,
                    StatusCodes.FORBIDDEN,
                    ANOTHER,
                    "Another PC is known by this id, with another key; a client that is new takes a new id.");
        } else {
            // Why is for the administrator, in the server's log and the console.
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "30");
            Problem.send(
                    exchange, StatusCodes.SERVICE_UNAVAILABLE, "Reports cannot be kept now; send them again later.");
        }
    }
}
