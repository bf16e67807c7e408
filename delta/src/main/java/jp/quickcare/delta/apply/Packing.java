package jp.quickcare.delta.apply;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import jp.quickcare.delta.container.Sizes;
import org.jspecify.annotations.Nullable;

/**
 * Deflates entries, many of them on a thread of its own while the next ones are made. Who waits for one deflates others
 * meanwhile, so that two cores are busy to the end. Used by one thread.
 */
final class Packing implements AutoCloseable {
    /** Larger entries are deflated as they are made, so that none is held. */
    static final int MOST_ENTRY_BYTES = 2 << 20;

    private static final long PATIENCE_SECONDS = 60;

    /** So much is deflated at once: another thread, and what Java loads for one, is not worth it. */
    private static final int LITTLE_BYTES = 1 << 18;

    private final Deflated here = new Deflated();
    private final Deflated beside = new Deflated();
    private int atOnceBytes;
    private @Nullable ThreadPoolExecutor thread;

    /** Deflates some content, which must not change any more, or begins to. */
    FutureTask<Entry> begin(int recipe, byte[] content) {
        FutureTask<Entry> task = new FutureTask<>(new Pack(recipe, content, Thread.currentThread()));
        if (thread == null && content.length <= LITTLE_BYTES - atOnceBytes) {
            atOnceBytes += content.length;
            task.run();
        } else {
            thread().execute(task);
        }
        return task;
    }

    private ThreadPoolExecutor thread() {
        ThreadPoolExecutor running = thread;
        if (running == null) {
            running = new ThreadPoolExecutor(
                    1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new DaemonThreads("packing"));
            thread = running;
        }
        return running;
    }

    private final class Pack implements Callable<Entry> {
        private final int recipe;
        private final byte[] content;
        private final Thread maker;

        Pack(int recipe, byte[] content, Thread maker) {
            this.recipe = recipe;
            this.content = content;
            this.maker = maker;
        }

        @Override
        public Entry call() {
            return pack(recipe, content, Thread.currentThread() == maker ? here : beside);
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

    private static Entry pack(int recipe, byte[] content, Deflated with) {
        CRC32 crc = new CRC32();
        crc.update(content);
        byte[] payload = recipe == 0 ? content : with.bytes(recipe, content);
        return new Entry(new Sizes((int) crc.getValue(), payload.length, content.length), payload);
    }

    /** What one thread deflates with. */
    private static final class Deflated {
        private final Deflaters deflaters = new Deflaters();
        private final byte[] chunk = new byte[1 << 16];

        byte[] bytes(int recipe, byte[] content) {
            Deflater deflater = deflaters.fresh(recipe);
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 2 + 64);
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
            return out.toByteArray();
        }
    }

    /** Waits for an entry. */
    Entry get(FutureTask<Entry> entry) throws IOException {
        while (!entry.isDone() && thread != null) {
            Runnable waiting = thread.getQueue().poll();
            if (waiting == null) {
                break;
            }
            waiting.run();
        }
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
        here.deflaters.close();
        if (thread == null) {
            return;
        }
        thread.shutdown();
        try {
            if (thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                beside.deflaters.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
