package jp.quickcare.launcher.click;

import jp.quickcare.bootstrap.UpdateDownload;
import jp.quickcare.launcher.agent.WhoUpdates;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.progress.Progress;

/** Brings the update while the application runs, when that asks for it. A daemon: it keeps no application from ending. */
final class DownloadWishes extends Thread {
    private static final long LOOK_MILLIS = 1_000;
    private static final long TELL_NANOS = 1_000_000_000;

    private final Launching launching;

    DownloadWishes(Launching launching) {
        super("download wishes");
        setDaemon(true);
        this.launching = launching;
    }

    @Override
    public void run() {
        try {
            while (true) {
                if (launching.takeDownloadWish()) {
                    bring();
                }
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LinkageError e) {
            // An update has removed this launcher's files: the application goes on without it.
            return;
        }
    }

    private void bring() {
        Told told = new Told(launching);
        UpdateDownload.State end;
        try {
            end = WhoUpdates.bring(launching.home(), told) ? UpdateDownload.State.READY : UpdateDownload.State.FAILED;
        } catch (UpdateFailure e) {
            // Logged where it failed; the update is offered as before.
            end = UpdateDownload.State.FAILED;
        }
        told.tell(end);
    }

    /** Passes on once a second how far it is. */
    private static final class Told implements Progress {
        private final Launching launching;
        private long doneBytes;
        private long totalBytes;
        private long toldNanos;

        Told(Launching launching) {
            this.launching = launching;
            this.toldNanos = System.nanoTime() - TELL_NANOS;
        }

        @Override
        public synchronized void bytes(long done, long total) {
            doneBytes = done;
            totalBytes = total;
            if (System.nanoTime() - toldNanos >= TELL_NANOS) {
                toldNanos = System.nanoTime();
                tell(UpdateDownload.State.RUNNING);
            }
        }

        synchronized void tell(UpdateDownload.State state) {
            launching.tellDownload(new UpdateDownload(state, doneBytes, totalBytes));
        }
    }
}
