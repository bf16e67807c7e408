package jp.quickcare.launcher.click;

import java.util.function.Consumer;
import jp.quickcare.bootstrap.UpdateNotice;
import jp.quickcare.launcher.failure.UpdateFailure;
import org.jspecify.annotations.Nullable;

/** The full check on a thread of its own, so that the click waits for it only so long (SPEC A32). */
final class FullCheck extends Thread {
    private final SlowPath slowPath;
    private SlowPath.@Nullable Decided decided;
    private @Nullable Consumer<UpdateNotice> listener;
    private boolean over;

    FullCheck(SlowPath slowPath) {
        super("full check");
        setDaemon(true);
        this.slowPath = slowPath;
    }

    @Override
    public void run() {
        SlowPath.Decided found = null;
        try {
            found = slowPath.check();
        } catch (UpdateFailure e) {
            // No answer, or none to be trusted: what was verified last stays in force (SPEC A30).
            found = null;
        }
        Consumer<UpdateNotice> hearer;
        synchronized (this) {
            over = true;
            decided = found;
            hearer = listener;
        }
        if (hearer != null) {
            end(hearer, found);
        }
    }

    private void end(Consumer<UpdateNotice> hearer, SlowPath.@Nullable Decided found) {
        slowPath.close();
        if (found != null && found.notice().isPresent()) {
            hearer.accept(found.notice().get());
        }
    }

    /** Waits; what the check found, or null when it found nothing or not yet. */
    SlowPath.@Nullable Decided await(long millis) throws InterruptedException {
        join(Math.max(1, millis));
        synchronized (this) {
            return decided;
        }
    }

    /** From now on an optional update is passed on when it becomes known, at once when it is; nothing more is done. */
    void passOnTo(Consumer<UpdateNotice> hearer) {
        boolean ended;
        SlowPath.Decided known;
        synchronized (this) {
            listener = hearer;
            ended = over;
            known = decided;
        }
        if (ended) {
            end(hearer, known);
        }
    }
}
