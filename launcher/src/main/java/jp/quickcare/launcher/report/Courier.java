package jp.quickcare.launcher.report;

import java.io.Closeable;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When reports go to the server: at once, together with those that come right behind them, or later where no server took
 * them. Whoever has something for it never waits. Thread-safe.
 */
final class Courier implements Closeable {
    private static final long GATHER_MILLIS = 200;
    private static final long LIVE_MILLIS = 1_000;
    private static final long AGAIN_MILLIS = 10_000;
    private static final long IDLE_SECONDS = 2;
    private static final long LAST_WAIT_MILLIS = 1_500;

    private final Delivery delivery;
    private final ScheduledThreadPoolExecutor thread;
    private byte @Nullable [] live;
    private boolean scheduled;
    private int underWay;
    private long lastFailureNanos;
    private boolean failing;
    private long comeAgainMillis;

    /** @param delivery sends what is kept; closed while no update is under way */
    Courier(Delivery delivery) {
        this.delivery = delivery;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "reports");
            made.setDaemon(true);
            return made;
        });
        // The application may run in this JVM for days: then no thread is left.
        thread.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
    }

    void goOnAt(List<URI> servers) {
        delivery.goOnAt(servers);
    }

    /** From now on it asks again and keeps its connection, until as many have ended. */
    synchronized void updateBegins() {
        underWay++;
    }

    synchronized void updateEnds() {
        underWay--;
    }

    /** Sends what is kept. */
    synchronized void goes() {
        schedule(0);
    }

    /** The same, with what is kept until then. */
    synchronized void goesInAMoment() {
        schedule(GATHER_MILLIS);
    }

    /** Takes what is worth telling only now along when it goes next; in place of what it had of the kind. */
    synchronized void takesLive(byte[] report) {
        live = report;
        schedule(LIVE_MILLIS);
    }

    synchronized void dropsLive() {
        live = null;
    }

    private synchronized byte @Nullable [] live() {
        byte[] now = live;
        live = null;
        return now;
    }

    private void schedule(long millis) {
        if (scheduled || thread.isShutdown()) {
            return;
        }
        long sinceFailure = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastFailureNanos);
        long again = Math.max(AGAIN_MILLIS, comeAgainMillis);
        long wait = failing ? Math.max(millis, again - sinceFailure) : millis;
        scheduled = true;
        // Whatever goes wrong in it is caught in it.
        var unused = thread.schedule(this::deliver, wait, TimeUnit.MILLISECONDS);
    }

    private void deliver() {
        synchronized (this) {
            scheduled = false;
        }
        boolean sent = delivery.send(this::live);
        boolean idle;
        synchronized (this) {
            failing = !sent;
            comeAgainMillis = delivery.comeAgain().toMillis();
            lastFailureNanos = System.nanoTime();
            idle = underWay == 0;
            if (!sent && !idle) {
                schedule(AGAIN_MILLIS);
            }
        }
        if (idle) {
            delivery.close();
        }
    }

    /** Waits a moment for what is on its way. */
    @Override
    public void close() {
        synchronized (this) {
            if (thread.isShutdown()) {
                return;
            }
            thread.getQueue().clear();
            if (!failing) {
                thread.execute(this::deliver);
            }
            thread.shutdown();
        }
        try {
            if (!thread.awaitTermination(LAST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            thread.shutdownNow();
        }
    }
}
