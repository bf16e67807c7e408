package jp.quickcare.launcher.failure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change that had begun could not be finished; it is undone before anything starts. */
public final class ApplyFailure extends UpdateFailure {
    private static final long serialVersionUID = 1L;

    /**
     * A failure with what a person and the log need.
     *
     * @param detail English, for the log: what was wrong and where
     * @param cause what the platform threw, if it did
     * @param facts fill the sentence of the code
     */
    public ApplyFailure(FailureCode code, String detail, @Nullable Throwable cause, Object... facts) {
        super(code, detail, cause, List.of(facts));
    }
}
