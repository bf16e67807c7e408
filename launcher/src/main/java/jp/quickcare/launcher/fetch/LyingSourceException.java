package jp.quickcare.launcher.fetch;

import java.io.IOException;

/** A source that sent something other than what it was asked for; it is not asked again in this update. */
final class LyingSourceException extends IOException {
    private static final long serialVersionUID = 1L;

    LyingSourceException(String message) {
        super(message);
    }

    LyingSourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
