package jp.quickcare.launcher.agent;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What whoever asked says while it is being done: answers, and that it is not wanted any more. Thread-safe. */
final class Heard {
    private static final int MOST_UNREAD = 16;
    private static final Line NOTHING = Line.of(Say.CANCEL);

    private final Duration patience;
    private final LinkedBlockingQueue<Line> said = new LinkedBlockingQueue<>();
    private volatile boolean cancelled;

    /** @param patience with somebody who was asked something; whoever else wants to update waits as long */
    Heard(Duration patience) {
        this.patience = patience;
    }

    /** Listens until the other side is gone or says something that is none of ours, either of which is a no to the rest. */
    void listen(Lines lines) {
        try {
            for (Line line = lines.read(); line != null && !line.is(Say.CANCEL); line = lines.read()) {
                if (line.is(Say.ANSWER) && said.size() < MOST_UNREAD) {
                    said.add(line);
                }
            }
        } catch (IOException e) {
            // Gone, or talking nonsense.
        }
        cancel();
    }

    void cancel() {
        cancelled = true;
        said.add(NOTHING);
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** The answer to a question; empty when there will be none. */
    Optional<String> answer(long question) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (!cancelled) {
                Line line = said.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (line == null) {
                    return Optional.empty();
                }
                if (line.is(Say.ANSWER) && line.number(0) == question) {
                    return Optional.of(line.text(1));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
