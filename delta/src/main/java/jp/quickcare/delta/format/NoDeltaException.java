package jp.quickcare.delta.format;

import java.io.IOException;

/** Between these two releases there can be no delta; the changed files come whole. */
public final class NoDeltaException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, without a period */
    public NoDeltaException(String message) {
        super(message);
    }

    /** @param message what is wrong, without a period */
    public NoDeltaException(String message, Throwable cause) {
        super(message, cause);
    }
}
