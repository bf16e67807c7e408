package jp.quickcare.delta.apply;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import jp.quickcare.delta.zip.Sizes;
import org.jspecify.annotations.Nullable;

/** Deflates entries, many of them on a thread of its own while the next ones are made. Used by one thread. */
final class Packing implements AutoCloseable {
    /** Larger entries are deflated as they are made, so that none is held. */
    static final int MOST_ENTRY_BYTES = 2 << 20;

    private static final long PATIENCE_SECONDS = 60;

    /** So much is deflated at once: another thread, and what Java loads for one, is not worth it. */
    private static final int LITTLE_BYTES = 1 << 18;

    private final Deflaters deflaters = new Deflaters();
    private final byte[] chunk = new byte[1 << 16];
    private int atOnceBytes;
    private @Nullable ExecutorService thread;

    /** Deflates some content, which must not change any more, or begins to. */
    Future<Entry> begin(int recipe, byte[] content) {
        FutureTask<Entry> task = new FutureTask<>(new Pack(recipe, content));
        if (thread == null && content.length <= LITTLE_BYTES - atOnceBytes) {
            atOnceBytes += content.length;
            task.run();
        } else {
            thread().execute(task);
        }
        return task;
    }

    private ExecutorService thread() {
        ExecutorService running = thread;
        if (running == null) {
            running = Executors.newSingleThreadExecutor(new DaemonThreads());
            thread = running;
        }
        return running;
    }

    private final class Pack implements Callable<Entry> {
        private final int recipe;
        private final byte[] content;

        Pack(int recipe, byte[] content) {
            this.recipe = recipe;
            this.content = content;
        }

        @Override
        public Entry call() {
            return pack(recipe, content);
        }
    }

    private static final class DaemonThreads implements ThreadFactory {
        @Override
        public Thread newThread(Runnable task) {
            Thread packing = new Thread(task, "packing");
            packing.setDaemon(true);
            return packing;
        }
    }

    /** One entry that is deflated. */
    static final class Entry {
        private final Sizes sizes;
        private final byte[] payload;

        private Entry(Sizes sizes, byte[] payload) {
            this.sizes = sizes;
            this.payload = payload;
        }

        Sizes sizes() {
            return sizes;
        }

        byte[] payload() {
            return payload;
        }
    }

    private Entry pack(int recipe, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        byte[] payload = recipe == 0 ? content : deflated(recipe, content);
        return new Entry(new Sizes((int) crc.getValue(), payload.length, content.length), payload);
    }

    private byte[] deflated(int recipe, byte[] content) {
        Deflater deflater = deflaters.fresh(recipe);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 2 + 64);
        while (!deflater.finished()) {
            out.write(chunk, 0, deflater.deflate(chunk));
        }
        return out.toByteArray();
    }

    /** Waits for an entry. */
    static <T> T get(Future<T> entry) throws IOException {
        try {
            return entry.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while an entry was deflated");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        if (thread == null) {
            deflaters.close();
            return;
        }
        thread.shutdown();
        try {
            if (thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                deflaters.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
