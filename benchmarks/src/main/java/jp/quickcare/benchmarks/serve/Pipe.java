package jp.quickcare.benchmarks.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** Carries what one side of a connection says to the other side, not before it has arrived by way of a lane. */
final class Pipe {
    /** So many milliseconds of the line wait to be sent; then the sender has to. */
    private static final int QUEUE_MILLIS = 64;

    /** What was said at once; nothing for the end. */
    private static final class Piece {
        private final byte[] bytes;
        private final long arrivalNanos;

        private Piece(byte[] bytes, long arrivalNanos) {
            this.bytes = bytes;
            this.arrivalNanos = arrivalNanos;
        }
    }

    private final Socket from;
    private final Socket to;
    private final Line line;
    private final Lane lane;
    private final long opensNanos;
    private final BlockingQueue<Piece> onTheWay = new ArrayBlockingQueue<>(QUEUE_MILLIS);

    /** @param opensNanos nothing goes onto the line before this, for the connection does not stand yet */
    Pipe(Socket from, Socket to, Line line, Lane lane, long opensNanos) {
        this.from = from;
        this.to = to;
        this.line = line;
        this.lane = lane;
        this.opensNanos = opensNanos;
    }

    void begin() {
        thread("line-in", this::send).start();
        thread("line-out", this::deliver).start();
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private void send() {
        byte[] buffer = new byte[line.bytesPerMilli()];
        try {
            InputStream in = from.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                long now = Math.max(System.nanoTime(), opensNanos);
                onTheWay.put(new Piece(Arrays.copyOf(buffer, count), lane.arrivalNanos(now, count)));
            }
            long now = Math.max(System.nanoTime(), opensNanos);
            onTheWay.put(new Piece(new byte[0], lane.arrivalNanos(now, 0)));
        } catch (IOException e) {
            close(); // One side is gone, and so is what it would have said.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver() {
        try {
            OutputStream out = to.getOutputStream();
            for (Piece piece = onTheWay.take(); piece.bytes.length > 0; piece = onTheWay.take()) {
                awaitNanos(piece.arrivalNanos);
                out.write(piece.bytes);
            }
            to.shutdownOutput();
            if (from.isOutputShutdown()) {
                close();
            }
        } catch (IOException e) {
            close();
            onTheWay.clear(); // The sending thread may wait for room.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitNanos(long moment) {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void close() {
        for (Socket side : new Socket[] {from, to}) {
            try {
                side.close();
            } catch (IOException e) {
                // It is gone already.
            }
        }
    }
}
