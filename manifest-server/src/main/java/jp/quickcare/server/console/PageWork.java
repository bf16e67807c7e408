package jp.quickcare.server.console;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import jp.quickcare.server.console.page.Frame;
import jp.quickcare.server.database.DatabaseFailure;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.http.Problem;
import jp.quickcare.server.http.RequestIds;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has pages made, on worker threads, not too many at once, and tells what fails as a page. Thread-safe. */
final class PageWork {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);
    private static final int MOST_AT_ONCE = 64;

    private final AtomicInteger atWork = new AtomicInteger();

    /** Answers on a worker thread; not where too many are at work. */
    void begin(Visit visit, Console.Page page) {
        if (atWork.incrementAndGet() > MOST_AT_ONCE) {
            atWork.decrementAndGet();
            visit.exchange().getResponseHeaders().put(Headers.RETRY_AFTER, "1");
            Problem.send(visit.exchange(), StatusCodes.SERVICE_UNAVAILABLE, "Too many requests at once.");
            return;
        }
        visit.exchange().dispatch(() -> {
            try {
                answer(visit, page);
            } finally {
                atWork.decrementAndGet();
            }
        });
    }

    /** Answers here; what fails is told as a page. */
    static void answer(Visit visit, Console.Page page) {
        try {
            page.answer(visit);
        } catch (ServerFailure e) {
            failed(visit, StatusCodes.INTERNAL_SERVER_ERROR, Failures.notice(visit.texts(), e));
        } catch (IOException | RuntimeException e) {
            DatabaseFailure away = databaseFailure(e);
            if (away != null) {
                String why = away.sentence().in(visit.texts().locale());
                failed(
                        visit,
                        StatusCodes.SERVICE_UNAVAILABLE,
                        new Frame.Notice(false, visit.t("failure.DATABASE"), why));
                return;
            }
            // The browser gets an id, the log has the rest.
            LOG.error("request {} of the console failed", RequestIds.of(visit.exchange()), e);
            failed(
                    visit,
                    StatusCodes.INTERNAL_SERVER_ERROR,
                    Failures.internal(visit.texts(), RequestIds.of(visit.exchange())));
        }
    }

    /** Of a read, or of a write that was waited for. */
    private static @Nullable DatabaseFailure databaseFailure(Exception thrown) {
        if (thrown instanceof DatabaseFailure failure) {
            return failure;
        }
        return thrown.getCause() instanceof DatabaseFailure failure ? failure : null;
    }

    private static void failed(Visit visit, int status, Frame.Notice notice) {
        HttpServerExchange exchange = visit.exchange();
        if (exchange.isResponseStarted()) {
            exchange.endExchange();
            return;
        }
        Answers.html(
                exchange, status, Pages.render("failed.jte", visit.frame("").with(notice), "nothing"));
    }
}
