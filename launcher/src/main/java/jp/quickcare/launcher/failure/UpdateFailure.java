package jp.quickcare.launcher.failure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An update, or a step of it, that did not end well. The three kinds say what the caller does next: ask another
 * source, keep what is installed, or undo what was begun. The facts are typed by position, without secrets, and fill
 * the sentence of the {@link #code()}.
 */
public abstract sealed class UpdateFailure extends Exception permits SourceFailure, KeepFailure, ApplyFailure {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;
    private final transient List<Object> facts;

    UpdateFailure(FailureCode code, String detail, @Nullable Throwable cause, List<Object> facts) {
        super(detail, cause);
        this.code = code;
        this.facts = List.copyOf(facts);
    }

    /** Which sentence a person reads, and which exit code a command ends with. */
    public FailureCode code() {
        return code;
    }

    /** What fills the sentence: paths, URLs without secrets, names, numbers; in the order its text expects. */
    public List<Object> facts() {
        return facts == null ? List.of() : facts;
    }
}
