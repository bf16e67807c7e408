package jp.quickcare.server.settings;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells that files have changed, once they have come to rest: an editor writes in pieces, or puts another file in
 * place. The system's events make it quick; looking now and then makes it sure, also on a network drive.
 */
public final class FileWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration REST = Duration.ofMillis(200);

    private final List<Path> files;
    private final Runnable changed;
    private final WatchService events;
    private final Thread thread;

    private FileWatch(List<Path> files, Runnable changed, WatchService events) {
        this.files = List.copyOf(files);
        this.changed = changed;
        this.events = events;
        this.thread = new Thread(this::run, "watch-" + files.get(0).getFileName());
        this.thread.setDaemon(true);
    }

    /**
     * Watches from now on.
     *
     * @param changed called on a thread of its own, one call at a time
     * @throws IOException their folders cannot be watched
     */
    public static FileWatch of(List<Path> files, Runnable changed) throws IOException {
        WatchService events = FileSystems.getDefault().newWatchService();
        Set<Path> folders = new HashSet<>();
        for (Path file : files) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null && Files.isDirectory(folder) && folders.add(folder)) {
                folder.register(
                        events,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
            }
        }
        FileWatch watch = new FileWatch(files, changed, events);
        watch.thread.start();
        return watch;
    }

    private void run() {
        try {
            List<Stamp> told = atRest();
            // What happened between the reading before this and the first stamp.
            call();
            while (true) {
                drain(events.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
                List<Stamp> now = atRest();
                if (!now.equals(told)) {
                    told = now;
                    call();
                }
            }
        } catch (InterruptedException | ClosedWatchServiceException closed) {
            LOG.debug("{} are watched no longer", files);
        }
    }

    private void call() {
        try {
            changed.run();
        } catch (RuntimeException e) {
            // A mistake in what listens must not end the watch.
            LOG.error("A change of {} was not taken up", files, e);
        }
    }

    private List<Stamp> atRest() throws InterruptedException {
        List<Stamp> now = stamps();
        while (true) {
            drain(events.poll(REST.toMillis(), TimeUnit.MILLISECONDS));
            List<Stamp> later = stamps();
            if (later.equals(now)) {
                return later;
            }
            now = later;
        }
    }

    private static void drain(@Nullable WatchKey key) {
        if (key != null) {
            key.pollEvents();
            key.reset();
        }
    }

    private List<Stamp> stamps() {
        return files.stream().map(Stamp::of).toList();
    }

    /** What changes when a file does. */
    private record Stamp(long sizeBytes, long modifiedNanos, String fileKey) {
        static Stamp of(Path file) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, new LinkOption[0]);
                return new Stamp(
                        now.size(), now.lastModifiedTime().to(TimeUnit.NANOSECONDS), String.valueOf(now.fileKey()));
            } catch (IOException e) {
                // An editor may take it away before it puts the new one there.
                return new Stamp(-1, 0, "");
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            events.close();
        } catch (IOException e) {
            LOG.debug("closing the watch of {}", files, e);
        }
    }
}
