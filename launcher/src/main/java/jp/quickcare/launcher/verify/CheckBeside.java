package jp.quickcare.launcher.verify;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import jp.quickcare.launcher.failure.UpdateFailure;

/**
 * The check of one repository on a thread of its own. Neither repository needs the other, and each is a handful of
 * questions to a server, one after the other, and of signatures to check.
 */
final class CheckBeside {
    private final FutureTask<RepositoryCheck> task;

    private CheckBeside(Callable<RepositoryCheck> check) {
        task = new FutureTask<>(check);
    }

    static CheckBeside begin(Callable<RepositoryCheck> check) {
        CheckBeside beside = new CheckBeside(check);
        Thread thread = new Thread(beside.task, "check beside");
        thread.setDaemon(true);
        thread.start();
        return beside;
    }

    /**
     * Waits for its end, which its transport bounds.
     *
     * @throws UpdateFailure what the check failed with
     * @throws IOException the same, of the disk
     */
    RepositoryCheck await() throws UpdateFailure, IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    // What is kept is worked on: nobody else may before that has ended.
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UpdateFailure failure) {
                throw failure;
            }
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits for its end, and wants nothing of it. */
    void abandon() {
        try {
            await().close();
        } catch (UpdateFailure | IOException | IllegalStateException e) {
            // The other failure is the one that is told.
            return;
        }
    }
}
