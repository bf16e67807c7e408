package jp.quickcare.launcher.fetch;

import java.io.IOException;

/** The source gives files only to those who have a place, and we have none, or no longer (SPEC A4). */
final class TicketNeededException extends IOException {
    private static final long serialVersionUID = 1L;

    TicketNeededException(String message) {
        super(message);
    }
}
