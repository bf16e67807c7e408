package jp.quickcare.server.service;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The end of a running server that is asked for from inside, as in the console. It needs no rights over the machine's
 * services: the exit code tells whoever runs the service whether to start it again. Thread-safe.
 */
public final class Ending {
    /** Ends {@code serve} when it is to be started again by the service that runs it. */
    public static final int AGAIN = 75;

    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

    /** Nobody has asked for it yet. */
    public Ending() {}

    /** It is to end, and to stay so until somebody starts it. */
    public void stop() {
        exitCode.complete(0);
    }

    /** It is to end, and to be started again. */
    public void restart() {
        exitCode.complete(AGAIN);
    }

    /** Waits until somebody asks. @return the exit code */
    public int await() throws InterruptedException {
        try {
            return exitCode.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("it is never completed with a failure", e);
        }
    }
}
