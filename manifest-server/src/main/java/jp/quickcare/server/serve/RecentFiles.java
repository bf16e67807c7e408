package jp.quickcare.server.serve;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Small metadata files as they were a moment ago. What every PC of a site asks for on the same morning then costs
 * neither a look at the disk nor a thread. Thread-safe.
 */
final class RecentFiles {
    /** A larger file is not kept. */
    static final int LARGEST_BYTES = 16 * 1024;

    /** So long an answer is as good as a look at the disk; what is published is seen within this time. */
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Above it all are forgotten: there are far fewer names that many ask for. */
    private static final int MOST = 1_000;

    /**
     * A whole file.
     *
     * @param content never changed
     * @param tag its entity tag
     */
    // Never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Recent(RepositoryName name, byte[] content, String tag) {}

    private record Kept(Recent file, long readNanos) {}

    private final ConcurrentHashMap<String, Kept> files = new ConcurrentHashMap<>();

    /** @return null where it was not read just now */
    @Nullable
    Recent find(String requestPath) {
        Kept kept = files.get(requestPath);
        return kept != null && System.nanoTime() - kept.readNanos < FRESH_NANOS ? kept.file : null;
    }

    void keep(String requestPath, Recent file) {
        if (files.size() >= MOST) {
            files.clear();
        }
        files.put(requestPath, new Kept(file, System.nanoTime()));
    }
}
