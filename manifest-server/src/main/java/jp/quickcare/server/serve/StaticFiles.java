package jp.quickcare.server.serve;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.server.http.Problem;

/** Answers GET and HEAD for the files of the repository, in whole or in part, or says that nothing has changed. */
final class StaticFiles implements HttpHandler {
    private static final HttpString CONTENT_TYPE_OPTIONS = new HttpString("X-Content-Type-Options");

    /** Up to here an answer is read and sent in one go. */
    private static final long SMALL_BYTES = 16 * 1024;

    private static final long LARGEST_TIMESTAMP_BYTES = 64 * 1024;

    private final PublishedFiles files;
    private final Duration timeout;

    StaticFiles(PublishedFiles files, Duration timeout) {
        this.files = files;
        this.timeout = timeout;
    }

    /** Looks into the file system, so it is called on a worker thread. */
    @Override
    public void handleRequest(HttpServerExchange exchange) throws IOException {
        Optional<RepositoryName> name = RepositoryName.of(exchange.getRequestPath());
        Optional<Path> file = name.flatMap(files::find);
        if (name.isEmpty() || file.isEmpty()) {
            Problem.send(exchange, StatusCodes.NOT_FOUND, "The repository has no such file.");
            return;
        }
        try (FileChannel channel = PublishedFiles.open(file.get())) {
            long size = channel.size();
            String tag = entityTag(name.get(), file.get(), channel);
            HeaderMap headers = exchange.getResponseHeaders();
            headers.put(Headers.ETAG, tag);
            headers.put(
                    Headers.CACHE_CONTROL, name.get().immutable() ? "public, max-age=31536000, immutable" : "no-cache");
            headers.put(CONTENT_TYPE_OPTIONS, "nosniff");
            if (Conditions.isUnchanged(exchange.getRequestHeaders(), tag)) {
                exchange.setStatusCode(StatusCodes.NOT_MODIFIED);
                exchange.endExchange();
                return;
            }
            headers.put(Headers.CONTENT_TYPE, name.get().mediaType());
            headers.put(Headers.ACCEPT_RANGES, "bytes");
            send(exchange, file.get(), channel, Conditions.range(exchange.getRequestHeaders(), tag, size), size);
        }
    }

    private void send(HttpServerExchange exchange, Path file, FileChannel channel, ByteSpan span, long size)
            throws IOException {
        HeaderMap headers = exchange.getResponseHeaders();
        if (span.isUnsatisfiable()) {
            headers.put(Headers.CONTENT_RANGE, "bytes */" + size);
            Problem.send(exchange, StatusCodes.REQUEST_RANGE_NOT_SATISFIABLE, "The file has " + size + " bytes.");
            return;
        }
        if (span.isPart()) {
            exchange.setStatusCode(StatusCodes.PARTIAL_CONTENT);
            headers.put(Headers.CONTENT_RANGE, "bytes " + span.from() + "-" + span.last() + "/" + size);
        }
        exchange.setResponseContentLength(span.lengthBytes());
        if (exchange.getRequestMethod().equals(Methods.HEAD) || span.lengthBytes() == 0) {
            exchange.endExchange();
        } else if (span.lengthBytes() <= SMALL_BYTES) {
            exchange.getResponseSender().send(read(channel, span));
        } else {
            Segment body = new Segment.FileRange(file, span.from(), span.lengthBytes());
            BodyWriter.start(exchange, List.of(body).iterator(), timeout);
        }
    }

    private static ByteBuffer read(FileChannel channel, ByteSpan span) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) span.lengthBytes());
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, span.from() + bytes.position()) < 0) {
                throw new IOException("a published file became shorter");
            }
        }
        return bytes.flip();
    }

    /** Strong: two contents never share one. */
    private static String entityTag(RepositoryName name, Path file, FileChannel channel) throws IOException {
        return switch (name.kind()) {
            case OBJECT -> "\"" + name.fileName() + "\"";
            case TIMESTAMP -> "\"" + digest(channel) + "\"";
            case METADATA, TARGET ->
                "\"" + Long.toHexString(channel.size()) + "-"
                        + Long.toHexString(Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS)) + "\"";
        };
    }

    private static String digest(FileChannel channel) throws IOException {
        long length = Math.min(channel.size(), LARGEST_TIMESTAMP_BYTES);
        return Sha256.of(read(channel, new ByteSpan(0, length, false)).array()).hex();
    }
}
