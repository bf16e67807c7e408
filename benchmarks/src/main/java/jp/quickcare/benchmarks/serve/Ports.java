package jp.quickcare.benchmarks.serve;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that come and go on the same number: below those that the system gives to whoever asks for any, so
 * that no connection takes one before its server does.
 */
public final class Ports {
    private static final int FIRST = 10_000;
    private static final int BEHIND_LAST = 32_000;
    private static final int TRIES = 100;

    private Ports() {}

    /**
     * Finds a port nobody listens on.
     *
     * @return its number on the loopback address
     * @throws IOException if there is none
     */
    public static int free() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, BEHIND_LAST);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // Another one, then.
            }
        }
        throw new IOException("no free port in " + TRIES + " tries");
    }
}
