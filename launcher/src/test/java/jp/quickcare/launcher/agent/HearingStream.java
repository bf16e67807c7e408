package jp.quickcare.launcher.agent;

import java.io.IOException;
import java.io.InputStream;

/** What a caller says, as bytes. */
final class HearingStream extends InputStream {
    private final Errand.Caller caller;
    private byte[] line = new byte[0];
    private int next;

    HearingStream(Errand.Caller caller) {
        this.caller = caller;
    }

    @Override
    public int read() throws IOException {
        if (next == line.length) {
            Line heard = caller.hear();
            if (heard == null) {
                return -1;
            }
            line = heard.toBytes();
            next = 0;
        }
        return line[next++] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int one = read();
        if (one < 0) {
            return -1;
        }
        into[from] = (byte) one;
        return 1;
    }
}
