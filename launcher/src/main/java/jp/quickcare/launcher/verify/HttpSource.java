package jp.quickcare.launcher.verify;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import jp.quickcare.launcher.fetch.HttpMetadataSource;
import jp.quickcare.launcher.fetch.MetadataBundle;
import jp.quickcare.manifest.tuf.FileNames;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.Limits;
import jp.quickcare.manifest.tuf.MetadataMissing;
import org.jspecify.annotations.Nullable;

/**
 * One repository over HTTP. Nearly always there is no newer root, and the timestamp is asked for next: it is asked for
 * along with the root, which spares a round trip. Where there is a newer root, what came along counts for nothing.
 */
final class HttpSource implements Sources.Source {
    private static final String TIMESTAMP = FileNames.plain("timestamp");

    private final HttpMetadataSource http;
    private @Nullable FutureTask<byte[]> timestamp;

    HttpSource(HttpMetadataSource http) {
        this.http = http;
    }

    @Override
    public byte[] fetch(String fileName, long maxBytes) throws MetadataMissing, LengthException, IOException {
        if (fileName.endsWith(".root.json")) {
            return root(fileName, maxBytes);
        }
        FutureTask<byte[]> ahead = timestamp;
        if (ahead == null || !fileName.equals(TIMESTAMP)) {
            return http.fetch(fileName, maxBytes);
        }
        timestamp = null;
        byte[] file = await(ahead);
        if (file.length > maxBytes) {
            throw new LengthException(fileName, maxBytes);
        }
        return file;
    }

    private byte[] root(String fileName, long maxBytes) throws MetadataMissing, LengthException, IOException {
        if (timestamp == null) {
            FutureTask<byte[]> ahead = new FutureTask<>(() -> http.fetch(TIMESTAMP, Limits.DEFAULT.timestampBytes()));
            Thread thread = new Thread(ahead, "timestamp ahead");
            thread.setDaemon(true);
            thread.start();
            timestamp = ahead;
        }
        byte[] newer = http.fetch(fileName, maxBytes);
        forget();
        return newer;
    }

    /** Waits for it all the same: else its entity tag could take the place of that of the one that is asked for anew. */
    private void forget() throws IOException {
        FutureTask<byte[]> ahead = timestamp;
        timestamp = null;
        if (ahead != null) {
            try {
                await(ahead);
            } catch (MetadataMissing | LengthException | IOException e) {
                // Whether it can be had is seen when it counts.
                return;
            }
        }
    }

    /** Its transport bounds how long that takes. */
    private static byte[] await(FutureTask<byte[]> task) throws MetadataMissing, LengthException, IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException cause(ExecutionException e) throws MetadataMissing, LengthException {
        if (e.getCause() instanceof MetadataMissing missing) {
            throw missing;
        }
        if (e.getCause() instanceof LengthException length) {
            throw length;
        }
        if (e.getCause() instanceof IOException failure) {
            return failure;
        }
        throw new IllegalStateException(e.getCause());
    }

    /** All that is new to who holds so much, as {@link HttpMetadataSource#together} brings it. */
    Optional<MetadataBundle> together(URI server, Held held) throws IOException {
        return http.together(server, held.question());
    }

    @Override
    public byte[] fetchTarget(String storedPath, long maxBytes) throws MetadataMissing, LengthException, IOException {
        return http.fetchTarget(storedPath, maxBytes);
    }

    @Override
    public Optional<String> entityTag(String fileName) {
        return http.entityTag(fileName);
    }

    @Override
    public Optional<String> proxy() {
        return http.proxy();
    }

    @Override
    public void close() {
        http.close();
    }
}
