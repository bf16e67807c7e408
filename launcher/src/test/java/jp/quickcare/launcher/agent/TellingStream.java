package jp.quickcare.launcher.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Passes on to a caller each line that is written. */
final class TellingStream extends ByteArrayOutputStream {
    private final Errand.Caller caller;

    TellingStream(Errand.Caller caller) {
        this.caller = caller;
    }

    @Override
    public void flush() throws IOException {
        byte[] line = toByteArray();
        reset();
        caller.tell(Line.parse(java.util.Arrays.copyOf(line, line.length - 1)));
    }
}
