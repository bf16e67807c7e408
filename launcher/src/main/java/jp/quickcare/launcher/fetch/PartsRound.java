package jp.quickcare.launcher.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.fetch.Parts.Part;
import jp.quickcare.launcher.progress.Progress;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.HttpHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt to bring parts of one source, several at a time. Used once, by one thread. */
final class PartsRound {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
    private static final Logger LOG = LoggerFactory.getLogger(PartsRound.class);

    private final WantedObject object;
    private final Admitting admitting;
    private final ExecutorService transfers;
    private final Source source;
    private final List<Part> parts;
    private final Path folder;
    private final Progress progress;
    private final AtomicLong doneBytes = new AtomicLong();
    private final AtomicLong receivedBytes = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final long totalBytes;
    private volatile boolean useless;

    /** @param transfers on which parts are brought */
    PartsRound(
            WantedObject object,
            Admitting admitting,
            ExecutorService transfers,
            Source source,
            List<Part> parts,
            Path folder,
            Progress progress) {
        this.object = object;
        this.admitting = admitting;
        this.transfers = transfers;
        this.source = source;
        this.parts = parts;
        this.folder = folder;
        this.progress = progress;
        this.totalBytes = parts.stream().mapToLong(Part::length).sum();
    }

    private boolean isOver() {
        return stopped.get() || progress.cancelled();
    }

    boolean run() throws KeepFailure {
        try {
            source.enter(admitting, Admitting.Along.NOTHING, this::isOver);
            return all();
        } catch (IOException e) {
            if (progress.cancelled()) {
                throw new KeepFailure(FailureCode.CANCELLED, "the download was cancelled", e);
            }
            LOG.info("no parts of {}: {}", object.storedName(), e.getMessage());
            return false;
        } finally {
            source.leave();
        }
    }

    private boolean all() throws IOException, KeepFailure {
        List<Future<?>> running = new ArrayList<>();
        for (Part part : parts) {
            running.add(transfers.submit(() -> {
                bring(part);
                return null;
            }));
        }
        IOException trouble = null;
        KeepFailure ownDisk = null;
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (InterruptedException e) {
                stopped.set(true);
                Thread.currentThread().interrupt();
                throw new KeepFailure(FailureCode.CANCELLED, "the download was interrupted", e);
            } catch (ExecutionException e) {
                stopped.set(true);
                if (e.getCause() instanceof KeepFailure failure) {
                    ownDisk = failure;
                } else if (e.getCause() instanceof IOException failure) {
                    trouble = failure instanceof CancelledException && trouble != null ? trouble : failure;
                } else {
                    throw new IllegalStateException("a transfer failed in a way it must not", e.getCause());
                }
            }
        }
        if (ownDisk != null) {
            throw ownDisk;
        }
        if (trouble != null) {
            throw trouble;
        }
        return !useless;
    }

    private void bring(Part part) throws IOException, KeepFailure {
        ArrivingPart arriving = new ArrivingPart(part.in(folder, object), part.length());
        long held = arriving.heldBytes();
        doneBytes.addAndGet(held);
        if (held == part.length() || useless) {
            return;
        }
        if (isOver()) {
            throw new CancelledException("stopped");
        }
        String hex = object.sha256().hex();
        URI uri = source.base().resolve("objects/" + hex.substring(0, 2) + "/" + object.storedName());
        long from = part.at() + held;
        long last = part.at() + part.length() - 1;
        try (Reply reply = source.connections()
                .open(
                        uri,
                        to -> {
                            HttpGet get = new HttpGet(to);
                            source.show(get);
                            get.setHeader(HttpHeaders.RANGE, "bytes=" + from + "-" + last);
                            return get;
                        },
                        source.connections().headDeadline(),
                        false,
                        this::isOver)) {
            source.requirePlace(reply);
            if (reply.status() != 206 || !isRange(reply, from, last)) {
                // It has no such object, or gives no parts of it.
                useless = true;
                return;
            }
            receive(reply.body(), arriving, last + 1 - from);
        }
    }

    private boolean isRange(Reply reply, long from, long last) {
        String range = reply.header(HttpHeaders.CONTENT_RANGE);
        Matcher matcher = CONTENT_RANGE.matcher(range == null ? "" : range);
        return matcher.matches()
                && Long.parseLong(matcher.group(1)) == from
                && Long.parseLong(matcher.group(2)) == last
                && Long.parseLong(matcher.group(3)) == object.storedBytes();
    }

    private void receive(InputStream body, ArrivingPart arriving, long missingBytes) throws IOException, KeepFailure {
        arriving.append(body, missingBytes, count -> {
            receivedBytes.addAndGet(count);
            progress.bytes(doneBytes.addAndGet(count), totalBytes);
        });
        if (arriving.heldBytes() < arriving.lengthBytes()) {
            throw new IOException(source.shown() + " ended " + object.storedName() + " too early");
        }
        if (body.read() >= 0) {
            throw new IOException(source.shown() + " sends more than it was asked for");
        }
    }

    /** Whether the source has no such object, or gives no parts of it. */
    boolean isUseless() {
        return useless;
    }

    /** How many bytes came. */
    long receivedBytes() {
        return receivedBytes.get();
    }
}
