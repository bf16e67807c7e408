package jp.quickcare.launcher.agent;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.progress.Step;

/** Tells how far it is, ten times a second at most: whoever looks sees no more, and each line has to be read. */
final class ToldProgress implements Progress {
    private static final long LEAST_NANOS = 100_000_000;

    private final Consumer<Line> tell;
    private final BooleanSupplier cancelled;
    private final LongSupplier nanos;
    private long fileNanos;
    private long bytesNanos;

    ToldProgress(Consumer<Line> tell, BooleanSupplier cancelled, LongSupplier nanos) {
        this.tell = tell;
        this.cancelled = cancelled;
        this.nanos = nanos;
        this.fileNanos = nanos.getAsLong() - LEAST_NANOS;
        this.bytesNanos = fileNanos;
    }

    @Override
    public void step(Step step) {
        tell.accept(Line.of(Say.STEP, step.name()));
    }

    @Override
    public void file(String path) {
        file(path, 0, 0);
    }

    @Override
    public void file(String path, long doneBytes, long totalBytes) {
        synchronized (this) {
            if (nanos.getAsLong() - fileNanos < LEAST_NANOS) {
                return;
            }
            fileNanos = nanos.getAsLong();
        }
        tell.accept(Line.of(Say.FILE, path, doneBytes, totalBytes));
    }

    @Override
    public void bytes(long doneBytes, long totalBytes) {
        synchronized (this) {
            if (nanos.getAsLong() - bytesNanos < LEAST_NANOS && doneBytes != totalBytes) {
                return;
            }
            bytesNanos = nanos.getAsLong();
        }
        tell.accept(Line.of(Say.BYTES, doneBytes, totalBytes));
    }

    @Override
    public boolean cancelled() {
        return cancelled.getAsBoolean();
    }
}
