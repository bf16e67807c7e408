package jp.quickcare.launcher.fetch;

import java.io.Closeable;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.progress.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings stretches of one object from the first source that gives them, several at a time, each resumed where it broke.
 * Nothing tells whether they are right: that is known of what is made of them, and {@link #distrust} says so. One call
 * at a time.
 */
public final class Parts implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    /** A server that is started anew, or a line that is away for two seconds, is waited for. */
    private static final long PAUSE_MILLIS = 500;

    /** A source has to bring so much between two breaks to count as getting on. */
    private static final long GETTING_ON_BYTES = 64L * 1024;

    private final WantedObject object;
    private final Admitting admitting;
    private final DownloadLimits limits;
    private final Connections connections;
    private final Settling settling = new Settling();
    private final List<Source> sources;
    private final ExecutorService transfers;
    // Those of whom bytes came since it was last said that some were wrong.
    private final Set<Source> gave = new LinkedHashSet<>();

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
            if (source.lie() == null && bring(source, parts, folder, progress)) {
                return true;
            }
        }
        return false;
    }

    private boolean bring(Source source, List<Part> parts, Path folder, Progress progress) throws KeepFailure {
        for (int fruitless = 0; ; ) {
            PartsRound round = new PartsRound(object, admitting, transfers, source, parts, folder, progress);
            boolean all = round.run();
            if (round.receivedBytes() > 0) {
                gave.add(source);
            }
            if (all || round.isUseless()) {
                return all;
            }
            fruitless = round.receivedBytes() >= GETTING_ON_BYTES ? 0 : fruitless + 1;
            if (fruitless >= limits.attempts()) {
                return false;
            }
            Pause.of(PAUSE_MILLIS, fruitless, progress::cancelled);
        }
    }

    /**
     * Says that what was brought is wrong. Of those who gave it one is not asked again, so that a source that lies keeps
     * no honest one from giving the same (THREATS TR7); the caller throws away what there is.
     *
     * @return whether there is somebody who may give something else
     */
    public boolean distrust() {
        if (!gave.isEmpty()) {
            Source one = gave.iterator().next();
            one.condemn(new LyingSourceException(one.shown() + " sent other bytes than those of the release"));
            LOG.warn("{} is not asked for parts of {} again", one.shown(), object.storedName());
        }
        gave.clear();
        return sources.stream().anyMatch(source -> source.lie() == null);
    }

    /** Breaks off what runs and closes the connections. */
    @Override
    public void close() {
        transfers.shutdownNow();
        settling.close();
        connections.close();
    }
}
