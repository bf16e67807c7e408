package jp.quickcare.launcher.agent;

import java.io.IOException;
import java.io.InputStream;
import jp.quickcare.launcher.agent.LocalTransport.Link;

/** What the other side of a connection says. */
final class LinkInput extends InputStream {
    private final Link link;

    LinkInput(Link link) {
        this.link = link;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        return length == 0 ? 0 : link.read(into, from, length);
    }
}
