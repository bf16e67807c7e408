package jp.quickcare.launcher.delta;

/** A delta did not give what the release says. Nothing of it is used, and the changed files are to come whole. */
public final class DeltaFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    DeltaFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
