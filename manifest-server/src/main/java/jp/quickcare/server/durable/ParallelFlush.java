package jp.quickcare.server.durable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Flushes many files. Each flush waits for the disk, and a journalling file system serves all that wait with one write
 * of its journal, so the more wait at once, the sooner all are done.
 */
final class ParallelFlush {
    private static final int THREADS = 16;
    /** For fewer, threads cost more than they save. */
    private static final int FEW = 8;

    private ParallelFlush() {}

    static void of(Collection<Path> files) throws IOException {
        if (files.size() <= FEW) {
            for (Path file : files) {
                DurableFiles.flush(file);
            }
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> flushes = new ArrayList<>(files.size());
            for (Path file : files) {
                flushes.add(threads.submit(() -> {
                    DurableFiles.flush(file);
                    return null;
                }));
            }
            for (Future<?> flush : flushes) {
                flush.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while files were flushed");
        } finally {
            threads.shutdownNow();
        }
    }
}
