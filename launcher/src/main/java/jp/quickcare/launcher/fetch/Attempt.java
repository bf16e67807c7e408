package jp.quickcare.launcher.fetch;

import java.io.IOException;
import jp.quickcare.launcher.failure.KeepFailure;
import org.jspecify.annotations.Nullable;

/** How the parallel transfers of one attempt ended: the first of the gravest kind counts. Thread-safe. */
final class Attempt {
    private final Work work;
    private @Nullable IOException trouble;
    private @Nullable KeepFailure ownDisk;

    Attempt(Work work) {
        this.work = work;
    }

    /** Our own disk refused: the other transfers need not go on. */
    synchronized void failed(KeepFailure failure) {
        if (ownDisk == null) {
            ownDisk = failure;
        }
        work.stop();
    }

    synchronized void failed(IOException failure) {
        if (trouble == null || gravity(failure) > gravity(trouble)) {
            trouble = failure;
        }
    }

    /** True when no transfer of this attempt is worth going on with. Asked often, from any thread. */
    synchronized boolean isOver() {
        return work.stopped() || ownDisk != null || (trouble != null && gravity(trouble) > 1);
    }

    Work work() {
        return work;
    }

    /** @return what the source did wrong, null where nothing */
    synchronized @Nullable IOException outcome() throws KeepFailure {
        if (ownDisk != null) {
            throw ownDisk;
        }
        return trouble;
    }

    private static int gravity(IOException failure) {
        if (failure instanceof LyingSourceException) {
            return 3;
        }
        if (failure instanceof SlowSourceException) {
            return 2;
        }
        return failure instanceof CancelledException ? 0 : 1;
    }
}
