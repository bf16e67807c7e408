package jp.quickcare.benchmarks.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports for servers that come and go on the same number. */
public final class Ports {
    private Ports() {}

    /**
     * Finds a port nobody listens on.
     *
     * @return its number on the loopback address
     * @throws IOException if there is none
     */
    public static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
