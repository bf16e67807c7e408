package jp.quickcare.server.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How often each of many may come: so many times a second for long, and so many at once. Thread-safe. */
public final class Rates {
    /** Whoever was not seen for longest is forgotten first. */
    private static final int MOST_KNOWN = 50_000;

    private final long betweenNanos;
    private final long burstNanos;
    private final LongSupplier nanoTime;

    /** When each would be due, came it as evenly as it may. */
    private final Map<String, Long> due = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    /**
     * Nobody has come yet.
     *
     * @param perSecond times a second for long
     * @param atOnce times at once
     * @param nanoTime goes forward evenly
     */
    public Rates(int perSecond, int atOnce, LongSupplier nanoTime) {
        this.betweenNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.burstNanos = betweenNanos * atOnce;
        this.nanoTime = nanoTime;
    }

    /** Somebody has come. @return 0 where that is all right, else in how many seconds it may come again */
    public int come(String who) {
        long now = nanoTime.getAsLong();
        synchronized (due) {
            long next = Math.max(due.getOrDefault(who, now) - now, 0) + betweenNanos;
            if (next > burstNanos) {
                return (int) Math.max(1, TimeUnit.NANOSECONDS.toSeconds(next - burstNanos) + 1);
            }
            due.put(who, now + next);
            return 0;
        }
    }
}
