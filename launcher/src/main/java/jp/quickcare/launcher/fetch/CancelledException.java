package jp.quickcare.launcher.fetch;

import java.io.IOException;

/** The update is no longer wanted, and its transfers were broken off. */
final class CancelledException extends IOException {
    private static final long serialVersionUID = 1L;

    CancelledException(String message) {
        super(message);
    }
}
