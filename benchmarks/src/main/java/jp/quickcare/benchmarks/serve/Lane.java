package jp.quickcare.benchmarks.serve;

/** One direction of a line: whatever goes onto it goes behind what is on it. Thread-safe. */
final class Lane {
    private final Line line;
    private long freeNanos = System.nanoTime();
    private long bytes;

    Lane(Line line) {
        this.line = line;
    }

    /**
     * Puts bytes onto the line.
     *
     * @param notBeforeNanos they were not there to be sent any sooner
     * @return when the last of them arrives, by {@link System#nanoTime}
     */
    synchronized long arrivalNanos(long notBeforeNanos, int count) {
        long begin = Math.max(notBeforeNanos, freeNanos);
        freeNanos = begin + line.nanosFor(count);
        bytes += count;
        return freeNanos + line.oneWay().toNanos();
    }

    /** All that was ever put onto it. */
    synchronized long bytes() {
        return bytes;
    }
}
