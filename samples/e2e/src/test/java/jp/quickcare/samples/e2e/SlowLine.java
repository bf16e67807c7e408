package jp.quickcare.samples.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** A slow line to a server: what comes from it comes no faster than so many bytes a second on each connection. */
final class SlowLine implements AutoCloseable {
    private static final int PIECE_BYTES = 16 * 1024;

    private final URI server;
    private volatile long bytesPerSecond;
    private final ServerSocket listening;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "slow-line");
        thread.setDaemon(true);
        return thread;
    });

    SlowLine(URI server, long bytesPerSecond) {
        this.server = server;
        this.bytesPerSecond = bytesPerSecond;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/");
    }

    private void accept() {
        try {
            while (!listening.isClosed()) {
                Socket client = listening.accept();
                Socket behind = new Socket(server.getHost(), server.getPort());
                open.addAll(List.of(client, behind));
                threads.execute(() -> pass(client, behind, () -> Long.MAX_VALUE));
                threads.execute(() -> pass(behind, client, () -> bytesPerSecond));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    /** From now on it is as quick as the machine. */
    void slowNoMore() {
        bytesPerSecond = Long.MAX_VALUE;
    }

    /** As when somebody pulls the cable: every connection ends, and no new one is made. */
    void cut() {
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                // It has ended by itself.
            }
        }
        // Only now: its threads would pass the rest on without waiting.
        close();
    }

    private static void pass(Socket from, Socket to, LongSupplier rate) {
        byte[] piece = new byte[PIECE_BYTES];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                out.write(piece, 0, count);
                long bytesPerSecond = rate.getAsLong();
                LockSupport.parkNanos(bytesPerSecond == Long.MAX_VALUE ? 0 : count * 1_000_000_000L / bytesPerSecond);
            }
        } catch (IOException e) {
            // One side has hung up.
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
