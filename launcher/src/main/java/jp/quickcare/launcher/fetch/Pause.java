package jp.quickcare.launcher.fetch;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;

/** The time before a source that broke off is asked again. */
final class Pause {
    private static final long LOOK_MILLIS = 100;
    private static final int MOST_DOUBLINGS = 4;

    private Pause() {}

    /**
     * Waits: twice as long for each attempt in which nothing came.
     *
     * @param firstMillis before the next attempt where something came
     * @param fruitless how many attempts in a row brought nothing
     * @throws KeepFailure it was cancelled meanwhile
     */
    static void of(long firstMillis, int fruitless, BooleanSupplier cancelled) throws KeepFailure {
        try {
            // Waits, but not for anything: nobody counts it down.
            CountDownLatch never = new CountDownLatch(1);
            for (long left = firstMillis << Math.min(fruitless, MOST_DOUBLINGS); left > 0; left -= LOOK_MILLIS) {
                if (!never.await(Math.min(left, LOOK_MILLIS), TimeUnit.MILLISECONDS) && cancelled.getAsBoolean()) {
                    throw new KeepFailure(FailureCode.CANCELLED, "the download was cancelled", null);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeepFailure(FailureCode.CANCELLED, "the download was interrupted", e);
        }
    }
}
