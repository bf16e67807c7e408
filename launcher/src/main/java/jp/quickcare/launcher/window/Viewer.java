package jp.quickcare.launcher.window;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import jp.quickcare.launcher.window.Frame.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One window that is connected. What it has not yet taken of one kind is replaced by what is newer, so a window that
 * hangs costs neither time nor memory. Thread-safe.
 */
final class Viewer {
    private static final int PATIENCE_MILLIS = 5_000;

    private final Socket socket;
    private final Consumer<Frame> heard;
    private final Consumer<Viewer> gone;
    private final Deque<Frame> waiting = new ArrayDeque<>();
    private boolean ending;
    private @Nullable Thread writer;

    Viewer(Socket socket, Consumer<Frame> heard, Consumer<Viewer> gone) {
        this.socket = socket;
        this.heard = heard;
        this.gone = gone;
    }

    /** Listens to one that says the word first; others are sent away. */
    void welcome(String word, Runnable enter) {
        Thread reader = new Thread(() -> read(word, enter), "window reader");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(String word, Runnable enter) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            Frame first = Frame.read(in);
            boolean known = MessageDigest.isEqual(
                    first.field(0).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    word.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            if (!known) {
                return;
            }
            if (first.kind() == Kind.RAISE) {
                heard.accept(Frame.of(Kind.RAISE));
                socket.getOutputStream().write(1);
                return;
            }
            socket.setSoTimeout(0);
            Thread writing = new Thread(this::write, "window writer");
            writing.setDaemon(true);
            synchronized (this) {
                writer = writing;
            }
            writing.start();
            enter.run();
            while (true) {
                heard.accept(Frame.read(in));
            }
        } catch (IOException e) {
            // The window was closed, or its process or display is gone: the update does not need it.
        } finally {
            gone.accept(this);
            synchronized (this) {
                ending = true;
                notifyAll();
            }
        }
    }

    synchronized void tell(Frame frame) {
        waiting.removeIf(older -> older.kind() == frame.kind());
        waiting.add(frame);
        notifyAll();
    }

    private void write() {
        try {
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            for (Frame next = next(); next != null; next = next()) {
                next.write(out);
            }
            socket.shutdownOutput();
        } catch (IOException e) {
            // As for the reader.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Frame next() throws InterruptedException {
        while (waiting.isEmpty() && !ending) {
            wait();
        }
        return waiting.poll();
    }

    /** Lets it take what is left, for so long at most. */
    void end(long millis) {
        Thread writing;
        synchronized (this) {
            ending = true;
            notifyAll();
            writing = writer;
        }
        try {
            if (writing != null) {
                writing.join(millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
