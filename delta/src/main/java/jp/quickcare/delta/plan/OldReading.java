package jp.quickcare.delta.plan;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import jp.quickcare.delta.format.DamagedDeltaException;

/** Stretches of old content that are to be read; where they are many bytes, two threads unpack them. */
final class OldReading {
    /** A thread is not worth less. */
    private static final long WORTH_A_THREAD_BYTES = 4 << 20;

    private final List<One> all = new ArrayList<>();
    private long bytes;

    /** One more, to be put at that place of an array, where nothing else is put. */
    void add(OldContent from, long at, byte[] to, int offset, int length) {
        all.add(new One(from, at, to, offset, length));
        bytes += length;
    }

    /** Reads them all. @throws DamagedDeltaException one of them is not there */
    void run() throws IOException, DamagedDeltaException {
        if (bytes < WORTH_A_THREAD_BYTES) {
            read(all);
            return;
        }
        int half = half();
        FutureTask<Boolean> others = new FutureTask<>(new Others(all.subList(half, all.size())));
        Thread beside = new Thread(others, "unpacking");
        beside.setDaemon(true);
        beside.start();
        try {
            read(all.subList(0, half));
        } finally {
            // What it reads from is closed when this ends, however it ends.
            await(others);
        }
    }

    private int half() {
        long sum = 0;
        int count = 0;
        while (sum < bytes / 2) {
            sum += all.get(count++).length;
        }
        return count;
    }

    private static void await(FutureTask<Boolean> others) throws IOException, DamagedDeltaException {
        try {
            others.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while old content was read");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof DamagedDeltaException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void read(List<One> stretches) throws IOException, DamagedDeltaException {
        for (One one : stretches) {
            one.from.read(one.at, one.to, one.offset, one.length);
        }
    }

    // Classes of their own, not records or lambdas: those Java makes anew in each launcher that applies a delta.
    private static final class One {
        private final OldContent from;
        private final long at;
        private final byte[] to;
        private final int offset;
        private final int length;

        One(OldContent from, long at, byte[] to, int offset, int length) {
            this.from = from;
            this.at = at;
            this.to = to;
            this.offset = offset;
            this.length = length;
        }
    }

    private static final class Others implements Callable<Boolean> {
        private final List<One> stretches;

        Others(List<One> stretches) {
            this.stretches = stretches;
        }

        @Override
        public Boolean call() throws IOException, DamagedDeltaException {
            read(stretches);
            return true;
        }
    }
}
