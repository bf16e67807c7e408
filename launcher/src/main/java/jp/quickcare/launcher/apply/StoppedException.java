package jp.quickcare.launcher.apply;

import java.io.IOException;

/** Somebody gave up while files were being exchanged; what was done of it is to be undone. */
final class StoppedException extends IOException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("given up");
    }
}
