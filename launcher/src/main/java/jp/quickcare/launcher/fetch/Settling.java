package jp.quickcare.launcher.fetch;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import jp.quickcare.launcher.failure.KeepFailure;

/**
 * Writes checked objects through to the disk beside the transfers: a disk takes many such requests at once in little
 * more time than one, and a transfer need not wait for it. Thread-safe.
 */
final class Settling implements AutoCloseable {
    private static final int AT_ONCE = 16;

    private final Semaphore room = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, task -> {
        Thread thread = new Thread(task, "download-settle");
        thread.setDaemon(true);
        return thread;
    });

    /** Settles the object soon; waits where too many are on their way. */
    void add(Incoming incoming, WantedObject object, Attempt attempt) {
        room.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                attempt.work().arrived(object, incoming.settle());
            } catch (KeepFailure e) {
                attempt.failed(e);
            } finally {
                room.release();
            }
        });
    }

    /** Returns when everything that was added has been settled, or has failed. */
    void await() {
        room.acquireUninterruptibly(AT_ONCE);
        room.release(AT_ONCE);
    }

    @Override
    public void close() {
        await();
        threads.shutdown();
    }
}
