package jp.quickcare.server.console;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import jp.quickcare.server.http.HangingUp;
import jp.quickcare.server.http.Problem;
import jp.quickcare.server.live.Changes;
import jp.quickcare.server.live.Topic;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/**
 * Tells open pages what has changed, by server-sent events: no thread a listener, what comes in quick succession told
 * once, nothing gathered for a browser that does not read. Thread-safe.
 */
final class Events implements AutoCloseable {
    static final int MOST = 200;

    private static final Duration TOGETHER = Duration.ofMillis(500);
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);
    private static final AttachmentKey<HttpServerExchange> EXCHANGE = AttachmentKey.create(HttpServerExchange.class);
    private static final AttachmentKey<BooleanSupplier> WELCOME = AttachmentKey.create(BooleanSupplier.class);

    /** A browser that listens. All of it under its own monitor. */
    private static final class Listener implements ServerSentEventConnection.EventCallback {
        private final ServerSentEventConnection connection;
        private final BooleanSupplier welcome;
        private final Set<Topic> untold = EnumSet.noneOf(Topic.class);
        private boolean sending;

        Listener(ServerSentEventConnection connection, BooleanSupplier welcome) {
            this.connection = connection;
            this.welcome = welcome;
        }

        synchronized void tell(Set<Topic> topics) {
            untold.addAll(topics);
            sendUntold();
        }

        private void sendUntold() {
            if (sending || untold.isEmpty() || !connection.isOpen()) {
                return;
            }
            String names = untold.stream()
                    .map(topic -> topic.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" "));
            untold.clear();
            sending = true;
            connection.send(names, "changed", null, this);
        }

        @Override
        public synchronized void done(
                ServerSentEventConnection sent, @Nullable String data, @Nullable String event, @Nullable String id) {
            sending = false;
            sendUntold();
        }

        @Override
        public void failed(
                ServerSentEventConnection broken,
                @Nullable String data,
                @Nullable String event,
                @Nullable String id,
                IOException e) {
            IoUtils.safeClose(broken);
        }
    }

    /** So many are here or on their way in: those that come at the same moment are counted, too. */
    private final AtomicInteger taken = new AtomicInteger();

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Set<Topic> untold = EnumSet.noneOf(Topic.class);
    private final ServerSentEventHandler handler = new ServerSentEventHandler(this::connected);
    private final Changes.Subscription subscription;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "console-events");
        thread.setDaemon(true);
        return thread;
    });

    Events(Changes changes) {
        subscription = changes.listen(this::changed);
        var unused = executor.scheduleWithFixedDelay(
                this::dismiss, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** @param welcome asked now and then whether the visitor may go on listening; from any thread */
    void listen(HttpServerExchange exchange, BooleanSupplier welcome) throws Exception {
        if (taken.incrementAndGet() > MOST) {
            taken.decrementAndGet();
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "10");
            Problem.send(exchange, StatusCodes.SERVICE_UNAVAILABLE, "Too many pages are open.");
            return;
        }
        AtomicBoolean here = new AtomicBoolean(true);
        Runnable gone = () -> {
            if (here.getAndSet(false)) {
                taken.decrementAndGet();
            }
        };
        // Whichever comes first: an answer that ends, or a browser that is gone.
        exchange.addExchangeCompleteListener((done, next) -> {
            gone.run();
            next.proceed();
        });
        exchange.getConnection().addCloseListener(closed -> gone.run());
        exchange.putAttachment(WELCOME, welcome);
        exchange.putAttachment(EXCHANGE, exchange);
        handler.handleRequest(exchange);
    }

    private void connected(ServerSentEventConnection connection, @Nullable String lastEventId) {
        BooleanSupplier welcome = connection.getAttachment(WELCOME);
        Listener listener = new Listener(connection, welcome == null ? () -> false : welcome);
        listeners.add(listener);
        connection.addCloseTask(closed -> listeners.remove(listener));
        HttpServerExchange exchange = connection.getAttachment(EXCHANGE);
        if (exchange != null) {
            exchange.getConnection().addCloseListener(closed -> listeners.remove(listener));
            // A page that is closed is seen at once, and not with the next heartbeat that cannot be written.
            exchange.getIoThread().execute(() -> HangingUp.watch(exchange));
        }
        connection.setKeepAliveTime(HEARTBEAT.toMillis());
        connection.sendRetry(3_000);
    }

    private void changed(Topic topic) {
        synchronized (untold) {
            boolean first = untold.isEmpty();
            untold.add(topic);
            if (first && !executor.isShutdown()) {
                var unused = executor.schedule(this::tell, TOGETHER.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void tell() {
        Set<Topic> topics;
        synchronized (untold) {
            topics = EnumSet.copyOf(untold);
            untold.clear();
        }
        dismiss();
        listeners.forEach(listener -> listener.tell(topics));
    }

    /** Whoever has logged out, or was idle for too long, hears no more. */
    private void dismiss() {
        for (Listener listener : listeners) {
            if (!listener.welcome.getAsBoolean()) {
                // What is closed takes itself off the list.
                IoUtils.safeClose(listener.connection);
            }
        }
    }

    /** How many listen now, or are about to. */
    int listening() {
        return taken.get();
    }

    @Override
    public void close() {
        subscription.close();
        executor.shutdownNow();
        listeners.forEach(listener -> IoUtils.safeClose(listener.connection));
    }
}
