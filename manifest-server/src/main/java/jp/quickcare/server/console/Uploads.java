package jp.quickcare.server.console;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.MultipartParser;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import jp.quickcare.server.console.access.Sessions;
import jp.quickcare.server.console.page.Frame;
import jp.quickcare.server.durable.DurableFiles;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.http.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Takes an archive with releases in: straight to the disk, one at a time, never in memory. One that breaks off, in
 * whatever way, leaves nothing behind; what a kill left is removed at the next start.
 */
final class Uploads {
    static final String PATH = Console.PATH + "/releases/upload";

    /** A whole release with its own Java is some 500 MB. */
    static final long LARGEST_BYTES = 16L << 30;

    /** A browser that sends nothing for so long is gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Stays free on the disk, for database and log. */
    private static final long RESERVE_BYTES = 200L << 20;

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    private final Imports imports;
    private final Door door;
    private final Path folder;

    Uploads(ConsoleParts parts, Imports imports, Door door) {
        this.imports = imports;
        this.door = door;
        this.folder = parts.site().path().resolve("data").resolve("uploads");
        removeLeftOvers();
    }

    private void removeLeftOvers() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.warn("{} could not be emptied: {}", folder, ServerFailure.reason(e));
        }
    }

    /** Called on an I/O thread. */
    void receive(Visit visit) {
        HttpServerExchange exchange = visit.exchange();
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        String boundary = type == null || !type.startsWith("multipart/form-data")
                ? null
                : Headers.extractQuotedValueFromHeader(type, "boundary");
        long length = exchange.getRequestContentLength();
        if (visit.who() == Frame.Who.NOBODY || !Door.isOwnOrigin(exchange)) {
            refuse(exchange, StatusCodes.FORBIDDEN, "This form is not from a page of the console.");
        } else if (boundary == null || boundary.isEmpty() || boundary.length() > 70) {
            refuse(exchange, StatusCodes.UNSUPPORTED_MEDIA_TYPE, "The body has to be a form with a file.");
        } else if (length < 0) {
            refuse(exchange, StatusCodes.LENGTH_REQUIRED, "The request has to say how long its body is.");
        } else if (length > LARGEST_BYTES) {
            refuse(exchange, StatusCodes.REQUEST_ENTITY_TOO_LARGE, "An archive may have 16 GiB.");
        } else if (!imports.reserve()) {
            refuse(exchange, StatusCodes.CONFLICT, visit.t("import.busy"));
        } else {
            exchange.setMaxEntitySize(LARGEST_BYTES);
            exchange.dispatch(() -> take(visit, boundary, length));
        }
    }

    private static void refuse(HttpServerExchange exchange, int status, String why) {
        exchange.setPersistent(false);
        Problem.send(exchange, status, why);
    }

    /** On a worker thread of which only one at a time does this. */
    private void take(Visit visit, String boundary, long length) {
        HttpServerExchange exchange = visit.exchange();
        boolean handedOn = false;
        Path file = folder.resolve(Sessions.newId() + ".zip" + DurableFiles.TEMPORARY);
        try {
            Files.createDirectories(folder);
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < length + RESERVE_BYTES) {
                refuse(
                        exchange,
                        StatusCodes.INSUFFICIENT_STORAGE,
                        visit.t("import.no-space", visit.texts().size(free)));
                return;
            }
            UploadForm received = read(visit, boundary, file);
            Optional<String> name = received.fileName();
            if (name.isEmpty()) {
                refuse(exchange, StatusCodes.BAD_REQUEST, visit.t("import.no-file"));
                return;
            }
            imports.begin(Journal.Who.of(visit), file.toString(), name.get(), true);
            handedOn = true;
            Answers.seeOther(exchange, Console.PATH + "/releases");
        } catch (UploadForm.NotOurs e) {
            refuse(exchange, StatusCodes.FORBIDDEN, "This form is not from a page of the console.");
        } catch (UploadForm.NotKept e) {
            LOG.error("an upload could not be written to {}: {}", folder, e.reason());
            refuse(
                    exchange,
                    StatusCodes.INSUFFICIENT_STORAGE,
                    visit.t("import.not-kept", e.reason().in(visit.texts().locale())));
        } catch (IOException e) {
            LOG.info("an upload broke off: {}", ServerFailure.reason(e));
            refuse(exchange, StatusCodes.BAD_REQUEST, "The upload broke off.");
        } finally {
            if (!handedOn) {
                delete(file);
                imports.release();
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.error("{} could not be deleted: {}", file, ServerFailure.reason(e));
        }
    }

    private UploadForm read(Visit visit, String boundary, Path file) throws IOException {
        HttpServerExchange exchange = visit.exchange();
        exchange.startBlocking();
        AtomicLong heardNanos = new AtomicLong(System.nanoTime());
        XnioExecutor.Key watch = exchange.getIoThread()
                .executeAtInterval(
                        () -> {
                            if (System.nanoTime() - heardNanos.get() > PATIENCE.toNanos()) {
                                IoUtils.safeClose(exchange.getConnection());
                            }
                        },
                        1,
                        TimeUnit.SECONDS);
        try (UploadForm received = new UploadForm(door, visit.cookie(), file);
                InputStream in = exchange.getInputStream()) {
            ByteBufferPool pool = exchange.getConnection().getByteBufferPool();
            MultipartParser.ParseState parser = MultipartParser.beginParse(
                    pool, received, boundary.getBytes(StandardCharsets.US_ASCII), StandardCharsets.UTF_8.name());
            byte[] buffer = new byte[BUFFER_BYTES];
            int count = in.read(buffer);
            while (count >= 0) {
                heardNanos.set(System.nanoTime());
                parser.parse(ByteBuffer.wrap(buffer, 0, count));
                count = in.read(buffer);
            }
            if (!parser.isComplete()) {
                throw new IOException("it ended before its end");
            }
            return received;
        } finally {
            watch.remove();
        }
    }
}
