package jp.quickcare.delta.apply;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jp.quickcare.manifest.digest.Sha256;
import org.jspecify.annotations.Nullable;

/** Digests a large file as it is written, on a thread beside; a little one is read again sooner. Used by one thread. */
final class Digesting implements AutoCloseable {
    private static final long WORTH_A_THREAD_BYTES = 1 << 20;
    private static final int MOST_BLOCKS_WAITING = 16;

    private final Semaphore room = new Semaphore(MOST_BLOCKS_WAITING);
    private @Nullable ThreadPoolExecutor thread;

    /** Begins a file of that length. */
    Optional<Digested> begin(long lengthBytes) {
        if (lengthBytes < WORTH_A_THREAD_BYTES) {
            return Optional.empty();
        }
        if (thread == null) {
            thread = new ThreadPoolExecutor(
                    1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new DaemonThreads("digesting"));
        }
        return Optional.of(new Digested(thread));
    }

    /** One file. */
    final class Digested {
        private final ThreadPoolExecutor beside;
        private final MessageDigest digest = Sha256.newDigest();
        private boolean corrected;

        private Digested(ThreadPoolExecutor beside) {
            this.beside = beside;
        }

        /** Takes the next bytes of the file, which must not change any more. */
        void add(byte[] block, int length) throws IOException {
            try {
                room.acquire();
            } catch (InterruptedException e) {
                throw interrupted();
            }
            beside.execute(new Block(digest, block, length));
        }

        /** Bytes that were taken have become others. */
        void corrected() {
            corrected = true;
        }

        /** The digest of all of it; empty where that is not known and the file has to be read. */
        Optional<Sha256> end() throws IOException {
            FutureTask<Sha256> end = new FutureTask<>(new End(digest));
            beside.execute(end);
            try {
                Sha256 whole = end.get();
                return corrected ? Optional.empty() : Optional.of(whole);
            } catch (InterruptedException e) {
                throw interrupted();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    // Classes of their own, not lambdas: those Java makes anew in each launcher that applies a delta.
    private final class Block implements Runnable {
        private final MessageDigest digest;
        private final byte[] bytes;
        private final int length;

        Block(MessageDigest digest, byte[] bytes, int length) {
            this.digest = digest;
            this.bytes = bytes;
            this.length = length;
        }

        @Override
        public void run() {
            digest.update(bytes, 0, length);
            room.release();
        }
    }

    private static final class End implements Callable<Sha256> {
        private final MessageDigest digest;

        End(MessageDigest digest) {
            this.digest = digest;
        }

        @Override
        public Sha256 call() {
            return Sha256.of(digest);
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while a file was digested");
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.shutdown();
        }
    }
}
