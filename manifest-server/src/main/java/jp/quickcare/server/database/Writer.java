package jp.quickcare.server.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jp.quickcare.server.messages.Sentence;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. What waits together is committed together, so that many small writes cost one flush of
 * the disk; each is told only when it lasts. One that fails takes no other with it.
 */
final class Writer implements AutoCloseable {
    /** So many may wait; whoever comes above is sent away at once. */
    static final int LONGEST_QUEUE = 20_000;

    private static final int LARGEST_GROUP = 1_000;
    private static final long PROBE_SECONDS = 2;

    private final Jdbi jdbi;
    private final DatabaseLocation location;
    private final Consumer<@Nullable DatabaseFailure> outcome;
    private final BlockingQueue<Task<?>> queue = new LinkedBlockingQueue<>(LONGEST_QUEUE);
    private final Thread thread;
    private volatile boolean closed;
    private boolean troubled;

    /** @param outcome hears after each group whether the database could be written; null when it could */
    Writer(Jdbi jdbi, DatabaseLocation location, Consumer<@Nullable DatabaseFailure> outcome) {
        this.jdbi = jdbi;
        this.location = location;
        this.outcome = outcome;
        this.thread = new Thread(this::run, "database-writer");
        thread.setDaemon(true);
        thread.start();
    }

    <T> CompletableFuture<T> submit(Database.Work<T> work) {
        Task<T> task = new Task<>(work);
        if (closed || !queue.offer(task)) {
            task.future.completeExceptionally(
                    new DatabaseFailure(DatabaseFailure.Kind.BUSY, Sentence.of("database.too-much", location), null));
        }
        return task.future;
    }

    private void run() {
        List<Task<?>> group = new ArrayList<>();
        while (!closed || !queue.isEmpty()) {
            try {
                Task<?> first = queue.poll(closed ? 0 : PROBE_SECONDS, TimeUnit.SECONDS);
                if (first != null) {
                    group.add(first);
                    queue.drainTo(group, LARGEST_GROUP - 1);
                } else if (troubled) {
                    group.add(new Task<>(Sequence::probe));
                }
            } catch (InterruptedException closing) {
                continue;
            }
            if (!group.isEmpty()) {
                write(group);
                group.clear();
            }
        }
    }

    private void write(List<Task<?>> group) {
        try {
            together(group);
        } catch (RuntimeException | Error e) {
            DatabaseFailure failure = DatabaseFailure.of(location, e);
            boolean allOfThem = failure.kind() != DatabaseFailure.Kind.OTHER || group.size() == 1;
            if (allOfThem) {
                told(failure);
                if (failure.kind() == DatabaseFailure.Kind.GONE) {
                    // They would wait as long, and for the same.
                    queue.drainTo(group);
                }
                group.forEach(task -> task.future.completeExceptionally(failure));
            } else {
                // One of them is at fault, or two servers were in each other's way.
                for (Task<?> task : group) {
                    write(new ArrayList<>(List.of(task)));
                }
            }
            return;
        }
        told(null);
        group.forEach(Task::succeed);
    }

    private void together(List<Task<?>> group) {
        jdbi.useTransaction(handle -> {
            for (Task<?> task : group) {
                task.run(handle);
            }
        });
    }

    private void told(@Nullable DatabaseFailure failure) {
        troubled = failure != null && failure.kind() != DatabaseFailure.Kind.OTHER;
        outcome.accept(troubled ? failure : null);
    }

    /** Writes what waits, then ends. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Task<T> {
        private final Database.Work<T> work;
        private final CompletableFuture<T> future = new CompletableFuture<>();
        private @Nullable T result;

        Task(Database.Work<T> work) {
            this.work = work;
        }

        void run(Handle handle) {
            result = work.run(handle);
        }

        @SuppressWarnings("NullAway") // what a work gives may be null where its type says so
        void succeed() {
            future.complete(result);
        }
    }
}
