package jp.quickcare.launcher.failure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One source could not serve; another may. */
public final class SourceFailure extends UpdateFailure {
    private static final long serialVersionUID = 1L;

    /**
     * A failure with what a person and the log need.
     *
     * @param detail English, for the log: what was wrong and where
     * @param cause what the platform threw, if it did
     * @param facts fill the sentence of the code
     */
    public SourceFailure(FailureCode code, String detail, @Nullable Throwable cause, Object... facts) {
        super(code, detail, cause, List.of(facts));
    }
}
