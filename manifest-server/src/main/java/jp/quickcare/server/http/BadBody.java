package jp.quickcare.server.http;

import java.io.Serial;

/** A body is not of the form it should have; the message says what is wrong, for whoever wrote the client. */
public final class BadBody extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** With its sentence. */
    public BadBody(String sentence) {
        super(sentence);
    }
}
