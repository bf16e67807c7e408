package jp.quickcare.launcher.verify;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * A check that is begun while whoever wants it still has something else to do: an install puts the launcher in place
 * meanwhile. The roots must be pinned already. Not thread-safe but for the thread of its own.
 */
public final class CheckAhead {
    private final Settings settings;
    private @Nullable FutureTask<VerifiedState> task;

    private CheckAhead(Settings settings, FutureTask<VerifiedState> task) {
        this.settings = settings;
        this.task = task;
    }

    /** Begins it; see {@link Verifier#check}. */
    public static CheckAhead begin(Verifier verifier, Settings settings) {
        FutureTask<VerifiedState> task = new FutureTask<>(() -> verifier.check(settings));
        Thread thread = new Thread(task, "check ahead");
        thread.setDaemon(true);
        thread.start();
        return new CheckAhead(settings, task);
    }

    /**
     * Waits for what came of it, which its transport bounds. It counts once: whoever asks again wants to know what is true
     * then.
     *
     * @return empty where it has been taken, or was of other servers
     * @throws UpdateFailure what it failed with
     */
    public Optional<VerifiedState> take(Settings wanted) throws UpdateFailure {
        FutureTask<VerifiedState> begun = task;
        if (begun == null || !wanted.servers().equals(settings.servers())) {
            return Optional.empty();
        }
        task = null;
        try {
            return Optional.of(begun.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeepFailure(FailureCode.CANCELLED, "interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UpdateFailure failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Waits for its end, and wants nothing of it: nobody else may work on what it keeps before that. */
    public void abandon() {
        try {
            take(settings).ifPresent(VerifiedState::close);
        } catch (UpdateFailure | IllegalStateException e) {
            // The failure that made it useless is the one that is told.
            return;
        }
    }
}
