package jp.quickcare.launcher.window;

import java.util.Timer;
import java.util.TimerTask;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.progress.Step;
import jp.quickcare.launcher.window.Frame.Kind;
import org.jspecify.annotations.Nullable;

/** Progress as the window is told of it: often enough to move smoothly, and no more. Thread-safe. */
final class WindowProgress implements Progress, AutoCloseable {
    private static final long INTERVAL_NANOS = 40_000_000;

    /** So long a file stays named, unless it is done sooner. */
    private static final long NAME_NANOS = 250_000_000;

    /** What is over sooner is not worth a window. */
    private static final long PATIENCE_MILLIS = 1_500;

    private final WindowOnDemand window;
    private @Nullable Step step;
    private @Nullable Timer patience;
    private String named = "";
    private long fileNanos;
    private long bytesNanos;

    WindowProgress(WindowOnDemand window) {
        this.window = window;
    }

    @Override
    public synchronized void step(Step next) {
        if (next == step) {
            return;
        }
        if (step == null) {
            patience = new Timer("window patience", true);
            patience.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            window.show();
                        }
                    },
                    PATIENCE_MILLIS);
        }
        step = next;
        fileNanos = 0;
        bytesNanos = 0;
        window.tell(Frame.of(Kind.BYTES, 0, 0));
        window.tell(Frame.of(Kind.FILE, ""));
        window.tell(Frame.of(Kind.STEP, next));
    }

    @Override
    public synchronized void file(String path) {
        long now = System.nanoTime();
        if (now - fileNanos >= INTERVAL_NANOS) {
            fileNanos = now;
            window.tell(Frame.of(Kind.FILE, path));
        }
    }

    @Override
    public synchronized void file(String path, long doneBytes, long totalBytes) {
        long now = System.nanoTime();
        // Files that come side by side would take turns faster than anybody could read.
        boolean same = path.equals(named);
        if (now - fileNanos >= (same ? INTERVAL_NANOS : NAME_NANOS)) {
            fileNanos = now;
            named = path;
            window.tell(Frame.of(Kind.FILE, path, doneBytes, totalBytes));
        }
    }

    @Override
    public synchronized void bytes(long doneBytes, long totalBytes) {
        long now = System.nanoTime();
        if (doneBytes >= totalBytes || now - bytesNanos >= INTERVAL_NANOS) {
            bytesNanos = now;
            window.tell(Frame.of(Kind.BYTES, doneBytes, totalBytes));
        }
    }

    @Override
    public boolean cancelled() {
        return window.isCancelled();
    }

    @Override
    public synchronized void close() {
        if (patience != null) {
            patience.cancel();
        }
    }
}
