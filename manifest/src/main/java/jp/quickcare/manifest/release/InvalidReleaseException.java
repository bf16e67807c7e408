package jp.quickcare.manifest.release;

import org.jspecify.annotations.Nullable;

/** A release manifest or an offer that is signed, perhaps, but not of the form that it must have. */
public final class InvalidReleaseException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A refusal; {@code detail} is English, for a log, and names the member or the path. */
    public InvalidReleaseException(String detail) {
        this(detail, null);
    }

    /** A refusal with what was thrown below. */
    public InvalidReleaseException(String detail, @Nullable Throwable cause) {
        super(detail, cause);
    }
}
