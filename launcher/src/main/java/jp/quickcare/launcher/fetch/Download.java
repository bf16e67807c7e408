package jp.quickcare.launcher.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.SourceFailure;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.receipt.ChangeStamp;
import jp.quickcare.manifest.digest.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Brings the objects of one update: over kept connections, several at a time, resumed where an earlier attempt broke,
 * from the first source that has them. A source that sends wrong bytes is left for good; it cannot keep an honest one
 * from completing (THREATS TR7). No content is ever held whole in memory. One call of {@link #bring} at a time.
 */
public final class Download implements Closeable {
    /** With less than this a single stream is as fast as several. */
    private static final long WORTH_SPLITTING_BYTES = 4L * 1024 * 1024;

    /** So many objects a request names at most; a server takes four times as many. */
    private static final int MOST_IN_A_REQUEST = 50_000;

    /** A source has to bring so much between two breaks to count as getting on. */
    private static final long GETTING_ON_BYTES = 64L * 1024;

    private static final long PAUSE_MILLIS = 200;

    private final List<Source> sources;
    private final Admitting admitting;
    private final DownloadLimits limits;
    private final Connections connections;
    private final Settling settling = new Settling();
    private final ExecutorService transfers;
    private final Map<Sha256, ChangeStamp> verified = new HashMap<>();

    /** As {@link #Download(List, Admitting, DownloadLimits)}, where no source is asked for a place. */
    public Download(List<URI> bases, DownloadLimits limits) {
        this(bases, Admitting.UNASKED, limits);
    }

    /**
     * A download from these sources, in this order.
     *
     * @param bases http or https addresses under which the repository's layout lies
     * @param admitting asks a source for a place before the first byte is asked for
     * @throws IllegalArgumentException there is none, or one is not http or https
     */
    public Download(List<URI> bases, Admitting admitting, DownloadLimits limits) {
        if (bases.isEmpty()) {
            throw new IllegalArgumentException("no source");
        }
        this.admitting = admitting;
        this.limits = limits;
        this.connections = SharedConnections.open(limits);
        this.sources = bases.stream()
                .map(base -> new Source(base, connections, settling))
                .toList();
        this.transfers = Executors.newFixedThreadPool(limits.parallel(), task -> {
            Thread thread = new Thread(task, "download");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Brings each object as {@code folder/<sha256>}: its digest verified, and on the disk for good. What arrived of
     * others stays as {@code .part} files, and the next call goes on behind it.
     *
     * @param release digest of the release manifest that names them, for the server's log
     * @param folder exists, private to this update
     * @return what no source has, though one that answered said so; the rest has arrived
     * @throws SourceFailure no source could bring the rest: none was reached or got on ({@code NO_SERVER}), or what they
     *     sent was not what is signed ({@code NOT_TRUSTED}); facts: address, reason
     * @throws KeepFailure it was cancelled, or our own disk refused; facts: path
     */
    public Set<Sha256> bring(Sha256 release, List<WantedObject> wanted, Path folder, Progress progress)
            throws SourceFailure, KeepFailure {
        Work work = Work.begin(wanted, folder, progress);
        IOException trouble = null;
        Source troubled = null;
        for (Source source : sources) {
            IOException end = source.lie() != null ? source.lie() : ask(source, release, work);
            if (end != null && !(trouble instanceof LyingSourceException)) {
                trouble = end;
                troubled = source;
            }
            if (work.isDone()) {
                break;
            }
        }
        Disk.syncFolder(folder);
        verified.putAll(work.verified());
        Set<Sha256> missing = missing(work);
        if (trouble != null && troubled != null && missing.size() < work.left().size()) {
            FailureCode code =
                    trouble instanceof LyingSourceException ? FailureCode.NOT_TRUSTED : FailureCode.NO_SERVER;
            String reason = String.valueOf(trouble.getMessage());
            throw new SourceFailure(code, reason, trouble, troubled.shown(), reason);
        }
        return missing;
    }

    /**
     * What the file system told of the objects that {@link #bring} brought, right after each was verified; without those
     * that an earlier run had left, and empty where it does not tell.
     */
    public Map<Sha256, ChangeStamp> verified() {
        return Map.copyOf(verified);
    }

    private Set<Sha256> missing(Work work) {
        Set<Sha256> missing = new LinkedHashSet<>();
        for (WantedObject object : work.left()) {
            if (sources.stream().anyMatch(source -> source.lie() == null && source.isLacking(object))) {
                missing.add(object.sha256());
            }
        }
        return missing;
    }

    /** @return why the source did not bring what it was asked for; null where it brought all that it has */
    private @Nullable IOException ask(Source source, Sha256 release, Work work) throws KeepFailure {
        try {
            return askAdmitted(source, release, work);
        } finally {
            source.leave();
        }
    }

    private @Nullable IOException askAdmitted(Source source, Sha256 release, Work work) throws KeepFailure {
        int fruitless = 0;
        while (true) {
            List<WantedObject> open = work.left().stream()
                    .filter(object -> !source.isLacking(object))
                    .toList();
            if (open.isEmpty()) {
                return null;
            }
            long bytes = work.receivedBytes();
            long objects = work.arrivedObjects();
            IOException trouble = enteredRound(source, release, open, work);
            if (work.cancelledByUser()) {
                throw new KeepFailure(FailureCode.CANCELLED, "the download was cancelled", trouble);
            }
            if (trouble instanceof LyingSourceException lie) {
                source.condemn(lie);
                work.dropParts();
            }
            if (trouble instanceof LyingSourceException || trouble instanceof SlowSourceException) {
                return trouble;
            }
            if (trouble instanceof TicketNeededException) {
                source.leave();
            }
            boolean gotOn = work.arrivedObjects() > objects || work.receivedBytes() - bytes >= GETTING_ON_BYTES;
            fruitless = gotOn ? 0 : fruitless + 1;
            if (trouble != null && fruitless >= limits.attempts()) {
                return trouble;
            }
            if (trouble != null) {
                Pause.of(PAUSE_MILLIS, fruitless, work::cancelledByUser);
            }
        }
    }

    private @Nullable IOException enteredRound(Source source, Sha256 release, List<WantedObject> open, Work work)
            throws KeepFailure {
        Attempt attempt = new Attempt(work);
        List<List<WantedObject>> batches =
                Batches.of(open, limits.parallel(), WORTH_SPLITTING_BYTES, MOST_IN_A_REQUEST);
        List<Bringing> bringings = new ArrayList<>();
        try {
            FileStream begun = source.enter(admitting, release, batches.get(0), attempt);
            for (List<WantedObject> batch : batches) {
                bringings.add(
                        begun != null && bringings.isEmpty()
                                ? () -> source.receive(begun)
                                : () -> source.bring(release, batch, attempt));
            }
        } catch (IOException e) {
            return e;
        }
        return round(bringings, attempt);
    }

    /** What one transfer of an attempt does. */
    @FunctionalInterface
    private interface Bringing {
        void run() throws IOException, KeepFailure;
    }

    /** One attempt for all of these at once. @return the worst that went wrong */
    private @Nullable IOException round(List<Bringing> bringings, Attempt attempt) throws KeepFailure {
        List<Future<?>> running = new ArrayList<>();
        for (Bringing bringing : bringings) {
            running.add(transfers.submit(() -> {
                try {
                    bringing.run();
                } catch (IOException e) {
                    attempt.failed(e);
                } catch (KeepFailure e) {
                    attempt.failed(e);
                }
            }));
        }
        for (Future<?> transfer : running) {
            await(transfer, attempt.work());
        }
        settling.await();
        return attempt.outcome();
    }

    private static void await(Future<?> transfer, Work work) throws KeepFailure {
        try {
            transfer.get();
        } catch (InterruptedException e) {
            work.stop();
            Thread.currentThread().interrupt();
            throw new KeepFailure(FailureCode.CANCELLED, "the download was interrupted", e);
        } catch (ExecutionException e) {
            work.stop();
            throw new IllegalStateException("a transfer failed in a way it must not", e.getCause());
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
