package jp.quickcare.launcher.window.screen;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import jp.quickcare.launcher.window.Frame;
import jp.quickcare.launcher.window.Frame.Kind;

/** The window's end of the connection to its update. Sending never waits. */
final class Link {
    private final Socket socket;
    private final DataOutputStream out;
    private final ExecutorService sender = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "window sender");
        thread.setDaemon(true);
        return thread;
    });

    Link(Socket socket, String word) throws IOException {
        this.socket = socket;
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        Frame.of(Kind.HELLO, word).write(out);
    }

    void send(Frame frame) {
        sender.execute(() -> {
            try {
                frame.write(out);
            } catch (IOException e) {
                // The reader finds the same, and says it.
            }
        });
    }

    /** Hears everything until the update ends or is gone, and then waits for the window to be closed. */
    boolean run(Consumer<Frame> hearer, UpdateWindow window) throws InterruptedException {
        boolean ended = false;
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            while (!ended) {
                Frame frame = Frame.read(in);
                hearer.accept(frame);
                ended = frame.kind() == Kind.END;
            }
        } catch (IOException e) {
            java.awt.EventQueue.invokeLater(window::lost);
        }
        window.awaitClosed();
        return true;
    }
}
