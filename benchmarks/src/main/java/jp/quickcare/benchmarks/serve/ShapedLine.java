package jp.quickcare.benchmarks.serve;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A slow and long line in front of a server: a proxy that holds bytes back, for a kernel may have no {@code netem}. All
 * connections share the line's rate in each direction; a new one first pays the round trip that its handshake takes.
 * Neither the headers of TCP nor its slow start are counted, which favours those who move most.
 */
public final class ShapedLine implements Closeable {
    private final ServerSocket listener;
    private final int serverPort;
    private final Line line;
    private final Lane up;
    private final Lane down;
    private final Thread thread;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * Starts to listen.
     *
     * @param port on the loopback address, where clients come
     * @param serverPort on the loopback address, where the server listens
     * @param line between them
     * @throws IOException if the port is taken
     */
    public ShapedLine(int port, int serverPort, Line line) throws IOException {
        this.serverPort = serverPort;
        this.line = line;
        this.up = new Lane(line);
        this.down = new Lane(line);
        listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        thread = new Thread(this::accept, "shaped-line");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException e) {
                return; // The listener was closed: the row is over.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        long stands = System.nanoTime() + 2 * line.oneWay().toNanos();
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        } catch (IOException e) {
            client.close(); // Nobody is there: the client is told so a moment late.
            return;
        }
        for (Socket side : new Socket[] {client, server}) {
            side.setTcpNoDelay(true);
            open.add(side);
        }
        new Pipe(client, server, line, up, stands).begin();
        new Pipe(server, client, line, down, stands).begin();
    }

    /**
     * Returns how much has crossed the line.
     *
     * @return bytes of both directions
     */
    public long bytes() {
        return up.bytes() + down.bytes();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        try {
            thread.join(); // The port is free only when the pending accept has returned.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket side : open) {
            side.close();
        }
    }
}
