package jp.quickcare.launcher.fetch;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A source that answers, but so slowly that waiting for it would be a way to hold an update up (THREATS TR2). */
final class SlowSourceException extends IOException {
    private static final long serialVersionUID = 1L;

    SlowSourceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
