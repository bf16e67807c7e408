package jp.quickcare.samples.e2e;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a server that is stopped and started again on the same one. It lies below those that the system gives to
 * whoever asks for any, so that nobody's connection takes it in the meantime.
 */
final class FreePort {
    private static final int FIRST = 10_000;
    private static final int BEHIND_LAST = 32_000;
    private static final int TRIES = 100;

    private FreePort() {}

    static int choose() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, BEHIND_LAST);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException taken) {
                // Another one, then.
            }
        }
        throw new IOException("no free port in " + TRIES + " tries");
    }
}
