package jp.quickcare.server.live;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Passes on that something has changed, not what: whoever hears of it looks again. It may be told often; a listener
 * that shows things waits a little and shows once. Thread-safe.
 */
public final class Changes {
    private final List<Consumer<Topic>> listeners = new CopyOnWriteArrayList<>();

    /** Ends what it was given for; a second call does nothing. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** Tells everyone who listens, on the caller's thread. */
    public void changed(Topic topic) {
        for (Consumer<Topic> listener : listeners) {
            listener.accept(topic);
        }
    }

    /** @param listener returns at once and never throws; called from any thread, from several at a time */
    public Subscription listen(Consumer<Topic> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
