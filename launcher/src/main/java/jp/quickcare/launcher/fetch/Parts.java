package jp.quickcare.launcher.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.progress.Progress;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.HttpHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings stretches of one object from the first source that gives them, several at a time, each resumed where it broke.
 * Nothing tells whether they are right: that is known of what is made of them. One call at a time.
 */
public final class Parts implements Closeable {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final WantedObject object;
    private final Admitting admitting;
    private final DownloadLimits limits;
    private final Connections connections;
    private final Settling settling = new Settling();
    private final List<Source> sources;
    private final ExecutorService transfers;

    /**
     * A stretch.
     *
     * @param at its first byte in the object
     * @param length in bytes, at least 1
     */
    public record Part(long at, long length) {
        /** Where it lies in a folder when it has come. */
        public Path in(Path folder, WantedObject object) {
            return folder.resolve(object.sha256().hex() + "-" + at + "-" + length);
        }
    }

    /**
     * Stretches of this object.
     *
     * @param object is stored as it is
     * @param bases as {@link Download} takes them
     */
    public Parts(WantedObject object, List<URI> bases, Admitting admitting, DownloadLimits limits) {
        this.object = object;
        this.admitting = admitting;
        this.limits = limits;
        this.connections = new Connections(limits);
        this.sources = bases.stream()
                .map(base -> new Source(base, connections, settling))
                .toList();
        this.transfers = Executors.newFixedThreadPool(limits.parallel(), task -> {
            Thread thread = new Thread(task, "parts");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Brings them.
     *
     * @param folder exists, private to this update; each is in its file there, see {@link Part#in}
     * @return false where no source gives them all: whoever asks does without
     * @throws KeepFailure it was cancelled, or our own disk refused
     */
    public boolean bring(List<Part> parts, Path folder, Progress progress) throws KeepFailure {
        for (Source source : sources) {
            for (int attempt = 0; attempt < limits.attempts(); attempt++) {
                Round round = new Round(source, parts, folder, progress);
                if (round.run()) {
                    return true;
                }
                if (round.useless) {
                    break;
                }
            }
        }
        return false;
    }

    /** One attempt at one source. */
    private final class Round {
        private final Source source;
        private final List<Part> parts;
        private final Path folder;
        private final Progress progress;
        private final AtomicLong doneBytes = new AtomicLong();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final long totalBytes;
        private volatile boolean useless;

        Round(Source source, List<Part> parts, Path folder, Progress progress) {
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
                source.enter(admitting, this::isOver);
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
            try (Reply reply = connections.open(
                    uri,
                    to -> {
                        HttpGet get = new HttpGet(to);
                        source.show(get);
                        get.setHeader(HttpHeaders.RANGE, "bytes=" + from + "-" + last);
                        return get;
                    },
                    connections.headDeadline(),
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

        private void receive(InputStream body, ArrivingPart arriving, long missingBytes)
                throws IOException, KeepFailure {
            arriving.append(body, missingBytes, count -> progress.bytes(doneBytes.addAndGet(count), totalBytes));
            if (arriving.heldBytes() < arriving.lengthBytes()) {
                throw new IOException(source.shown() + " ended " + object.storedName() + " too early");
            }
            if (body.read() >= 0) {
                throw new IOException(source.shown() + " sends more than it was asked for");
            }
        }
    }

    /** Breaks off what runs and closes the connections. */
    @Override
    public void close() {
        transfers.shutdownNow();
        settling.close();
        connections.close();
    }
}
