package jp.quickcare.launcher.failure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nothing was changed and nothing can be; what is installed stays as it is. */
public final class KeepFailure extends UpdateFailure {
    private static final long serialVersionUID = 1L;

    /**
     * A failure with what a person and the log need.
     *
     * @param detail English, for the log: what was wrong and where
     * @param cause what the platform threw, if it did
     * @param facts fill the sentence of the code
     */
    public KeepFailure(FailureCode code, String detail, @Nullable Throwable cause, Object... facts) {
        super(code, detail, cause, List.of(facts));
    }
}
