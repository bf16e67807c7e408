package jp.quickcare.launcher.progress;

/** How fast something comes, smoothed, and how long it still takes. Not thread-safe. */
public final class Rate {
    private static final double SMOOTH = 0.3;
    private static final long INTERVAL_NANOS = 500_000_000L;
    private static final long LONGEST_SECONDS = 359_999;

    private long atNanos;
    private long atBytes;
    private double bytesPerSecond;

    /** @param nanos now, of {@link System#nanoTime} */
    public Rate(long nanos) {
        atNanos = nanos;
    }

    /** So many bytes have come by now. */
    public void bytes(long done, long nanos) {
        long since = nanos - atNanos;
        if (since >= INTERVAL_NANOS) {
            double now = Math.max(0, done - atBytes) * 1e9 / since;
            bytesPerSecond = bytesPerSecond == 0 ? now : SMOOTH * now + (1 - SMOOTH) * bytesPerSecond;
            atNanos = nanos;
            atBytes = done;
        }
    }

    /** 0 while it is not known. */
    public double bytesPerSecond() {
        return bytesPerSecond;
    }

    /** Seconds until all has come, at this rate; 0 while it is not known. */
    public long secondsLeft(long done, long total) {
        return bytesPerSecond <= 0 ? 0 : (long) Math.ceil((total - done) / bytesPerSecond);
    }

    /** A time as a clock shows it, for example {@code 1:05} or {@code 2:00:10}. */
    public static String clock(long seconds) {
        long shown = Math.min(seconds, LONGEST_SECONDS);
        return shown < 3600
                ? String.format("%d:%02d", shown / 60, shown % 60)
                : String.format("%d:%02d:%02d", shown / 3600, shown / 60 % 60, shown % 60);
    }
}
