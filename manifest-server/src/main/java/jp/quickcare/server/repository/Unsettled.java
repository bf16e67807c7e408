package jp.quickcare.server.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import jp.quickcare.server.durable.DurableFiles;

/**
 * Contents that are written beside their places. None is put in place before it is on the disk; a batch waits for the
 * disk together, because one after the other 30,000 small files would wait 30,000 times. Used by one thread.
 */
final class Unsettled {
    /** What a kill throws away, at most, and the next run writes again. */
    private static final int MOST_FILES = 2048;

    private static final long MOST_BYTES = 64L << 20;

    private final Map<Path, Path> places = new LinkedHashMap<>();
    private long writtenBytes;

    /** A content is written, not flushed; whatever stands at its place is replaced by it. */
    void add(Path temporary, Path place, long lengthBytes) throws IOException {
        places.put(temporary, place);
        writtenBytes += lengthBytes;
        if (places.size() >= MOST_FILES || writtenBytes >= MOST_BYTES) {
            settle();
        }
    }

    /**
     * Flushes all of them and puts them in place; the folders they come to are still to be flushed.
     *
     * @throws IOException none of those that are not in place will ever be: a system that could not write out a file says
     *     so once, and when it is asked again that all is well
     */
    void settle() throws IOException {
        Map<Path, Path> written = new LinkedHashMap<>(places);
        places.clear();
        writtenBytes = 0;
        try {
            DurableFiles.flushAll(written.keySet());
            for (Map.Entry<Path, Path> one : written.entrySet()) {
                DurableFiles.moveIntoPlace(one.getKey(), one.getValue());
            }
        } catch (IOException e) {
            written.keySet().forEach(temporary -> DurableFiles.discard(temporary, e));
            throw e;
        }
    }
}
