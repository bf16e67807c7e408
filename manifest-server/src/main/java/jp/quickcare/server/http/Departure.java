package jp.quickcare.server.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.util.AttachmentKey;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done when the connection of a request closes before its answer has ended. One listener a connection:
 * its requests come one after the other, and a listener of each would stay as long as the connection does.
 */
public final class Departure {
    private static final AttachmentKey<Departure> KEY = AttachmentKey.create(Departure.class);

    private final AtomicReference<@Nullable Runnable> current = new AtomicReference<>();

    private Departure() {}

    /** Has this done, at most once and on any thread, if the connection closes under this exchange, and then ends it. */
    public static void of(HttpServerExchange exchange, Runnable then) {
        Departure departure = on(exchange.getConnection());
        Runnable todo = () -> {
            then.run();
            exchange.endExchange();
        };
        departure.current.set(todo);
        exchange.addExchangeCompleteListener((done, next) -> {
            departure.current.compareAndSet(todo, null);
            next.proceed();
        });
        if (!exchange.getConnection().isOpen()) {
            departure.closed();
        }
    }

    private static Departure on(ServerConnection connection) {
        Departure known = connection.getAttachment(KEY);
        if (known != null) {
            return known;
        }
        Departure first = new Departure();
        connection.putAttachment(KEY, first);
        connection.addCloseListener(closed -> first.closed());
        return first;
    }

    private void closed() {
        Runnable todo = current.getAndSet(null);
        if (todo != null) {
            todo.run();
        }
    }
}
