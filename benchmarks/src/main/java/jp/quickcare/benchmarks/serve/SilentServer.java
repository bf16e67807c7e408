package jp.quickcare.benchmarks.serve;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Accepts connections, and never says a word. */
public final class SilentServer implements Closeable {
    private final ServerSocket listener;
    private final Thread thread;
    private final List<Socket> held = new ArrayList<>();

    /**
     * Starts to accept.
     *
     * @param port on the loopback address
     * @throws IOException if the port is taken
     */
    public SilentServer(int port) throws IOException {
        listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        thread = new Thread(this::accept, "silent-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                synchronized (held) {
                    held.add(socket);
                }
            } catch (IOException e) {
                return; // The listener was closed: the row is over.
            }
        }
    }

    /**
     * Returns where it listens.
     *
     * @return the port
     */
    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        try {
            thread.join(); // The port is free only when the pending accept has returned.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (held) {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }
}
