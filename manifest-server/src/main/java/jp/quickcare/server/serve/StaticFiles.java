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
import java.util.function.Supplier;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.server.admission.Transfer;
import jp.quickcare.server.http.Problem;

/** Answers GET and HEAD for the files of the repository, in whole or in part, or says that nothing has changed. */
final class StaticFiles implements HttpHandler {
    private static final HttpString CONTENT_TYPE_OPTIONS = new HttpString("X-Content-Type-Options");

    private static final long LARGEST_TIMESTAMP_BYTES = 64 * 1024;

    private final PublishedFiles files;
    private final Gate gate;
    private final Supplier<Duration> timeout;
    private final RecentFiles recent = new RecentFiles();

    StaticFiles(PublishedFiles files, Gate gate, Supplier<Duration> timeout) {
        this.files = files;
        this.gate = gate;
        this.timeout = timeout;
    }

    /** Answers on the I/O thread what was read just now. @return false where a worker thread has to look */
    boolean answersAtOnce(HttpServerExchange exchange) {
        RecentFiles.Recent file = recent.find(exchange.getRequestPath());
        if (file == null) {
            return false;
        }
        answer(exchange, file);
        return true;
    }

    private static void answer(HttpServerExchange exchange, RecentFiles.Recent file) {
        if (answersUnchanged(exchange, file.name(), file.tag())) {
            return;
        }
        ByteSpan span = Conditions.range(exchange.getRequestHeaders(), file.tag(), file.content().length);
        if (announces(exchange, span, file.content().length)) {
            exchange.getResponseSender()
                    .send(ByteBuffer.wrap(file.content(), (int) span.from(), (int) span.lengthBytes()));
        }
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
        Optional<Transfer> transfer = transfer(exchange, name.get());
        if (transfer.isEmpty()) {
            return;
        }
        try (FileChannel channel = PublishedFiles.open(file.get())) {
            long size = channel.size();
            String tag = entityTag(name.get(), file.get(), channel);
            if (name.get().kind() != RepositoryName.Kind.OBJECT && size <= RecentFiles.LARGEST_BYTES) {
                byte[] content = read(channel, ByteSpan.whole(size)).array();
                RecentFiles.Recent read = new RecentFiles.Recent(name.get(), content, tag);
                recent.keep(exchange.getRequestPath(), read);
                answer(exchange, read);
            } else if (!answersUnchanged(exchange, name.get(), tag)) {
                ByteSpan span = Conditions.range(exchange.getRequestHeaders(), tag, size);
                send(exchange, file.get(), span, size, transfer.get());
            }
        }
    }

    /** Metadata goes to everybody, contents to who has a place. @return empty where the exchange is answered */
    private Optional<Transfer> transfer(HttpServerExchange exchange, RepositoryName name) {
        return name.object().map(object -> gate.pass(exchange, List.of(object))).orElse(Optional.of(Gate.FREE));
    }

    /** Says what the file is; where the client holds it, that is the whole answer. */
    private static boolean answersUnchanged(HttpServerExchange exchange, RepositoryName name, String tag) {
        HeaderMap headers = exchange.getResponseHeaders();
        headers.put(Headers.ETAG, tag);
        headers.put(Headers.CACHE_CONTROL, name.immutable() ? "public, max-age=31536000, immutable" : "no-cache");
        headers.put(CONTENT_TYPE_OPTIONS, "nosniff");
        boolean unchanged = Conditions.isUnchanged(exchange.getRequestHeaders(), tag);
        if (unchanged) {
            exchange.setStatusCode(StatusCodes.NOT_MODIFIED);
            exchange.endExchange();
        } else {
            headers.put(Headers.CONTENT_TYPE, name.mediaType());
            headers.put(Headers.ACCEPT_RANGES, "bytes");
        }
        return unchanged;
    }

    /** Says which bytes come. @return false where none do, and the answer is complete */
    private static boolean announces(HttpServerExchange exchange, ByteSpan span, long size) {
        HeaderMap headers = exchange.getResponseHeaders();
        if (span.isUnsatisfiable()) {
            headers.put(Headers.CONTENT_RANGE, "bytes */" + size);
            Problem.send(exchange, StatusCodes.REQUEST_RANGE_NOT_SATISFIABLE, "The file has " + size + " bytes.");
            return false;
        }
        if (span.isPart()) {
            exchange.setStatusCode(StatusCodes.PARTIAL_CONTENT);
            headers.put(Headers.CONTENT_RANGE, "bytes " + span.from() + "-" + span.last() + "/" + size);
        }
        exchange.setResponseContentLength(span.lengthBytes());
        if (exchange.getRequestMethod().equals(Methods.HEAD) || span.lengthBytes() == 0) {
            exchange.endExchange();
            return false;
        }
        return true;
    }

    private void send(HttpServerExchange exchange, Path file, ByteSpan span, long size, Transfer transfer) {
        if (announces(exchange, span, size)) {
            Segment body = new Segment.FileRange(file, span.from(), span.lengthBytes());
            BodyWriter.start(exchange, List.of(body).iterator(), timeout.get(), transfer);
        }
    }

    static ByteBuffer read(FileChannel channel, ByteSpan span) throws IOException {
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
