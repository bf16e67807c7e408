package jp.quickcare.launcher.click;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A port of this computer on which nobody listens, and on which nobody else can begin to while it is held. */
public final class DeafPort implements Closeable {
    private final Socket held = new Socket();

    /** Any that is free. */
    public DeafPort() throws IOException {
        held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** Its number. */
    public int number() {
        return held.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        held.close();
    }
}
