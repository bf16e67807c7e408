package jp.quickcare.launcher.update;

import java.util.concurrent.atomic.AtomicReference;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.progress.Step;
import jp.quickcare.manifest.digest.Sha256;
import org.jspecify.annotations.Nullable;

/** Passes all on to another, and has something done, once, when little is left but work of this PC. */
final class NearlyBrought implements Progress {
    private static final long LITTLE_BYTES = 4L << 20;

    private final Progress shown;
    private final AtomicReference<@Nullable Runnable> todo;

    NearlyBrought(Progress shown, Runnable todo) {
        this.shown = shown;
        this.todo = new AtomicReference<>(todo);
    }

    @Override
    public void step(Step step) {
        shown.step(step);
        if (step == Step.VERIFY || step == Step.APPLY) {
            begin();
        }
    }

    private void begin() {
        Runnable now = todo.getAndSet(null);
        if (now != null) {
            now.run();
        }
    }

    @Override
    public void file(String path) {
        shown.file(path);
    }

    @Override
    public void file(String path, long doneBytes, long totalBytes) {
        shown.file(path, doneBytes, totalBytes);
    }

    @Override
    public void content(Sha256 content, long doneBytes, long totalBytes) {
        shown.content(content, doneBytes, totalBytes);
    }

    @Override
    public void bytes(long doneBytes, long totalBytes) {
        shown.bytes(doneBytes, totalBytes);
        if (totalBytes - doneBytes <= LITTLE_BYTES) {
            begin();
        }
    }

    @Override
    public boolean cancelled() {
        return shown.cancelled();
    }
}
