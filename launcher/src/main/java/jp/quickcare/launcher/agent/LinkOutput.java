package jp.quickcare.launcher.agent;

import java.io.IOException;
import java.io.OutputStream;
import jp.quickcare.launcher.agent.LocalTransport.Link;

/** What is said to the other side of a connection; nothing is held back. */
final class LinkOutput extends OutputStream {
    private final Link link;

    LinkOutput(Link link) {
        this.link = link;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        link.write(bytes, from, length);
    }
}
