package jp.quickcare.launcher.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A server on a socket of its own that answers with exactly the bytes a test says, well-behaved or not. */
public final class RawServer implements AutoCloseable {
    /** One request as it came. */
    public record Request(String method, String path, Map<String, String> headers, String body) {
        /** The value of a header; empty where there is none. */
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** What is written back. */
    public interface Answer {
        /** Writes it; whatever fails is the peer's doing. */
        void to(Request request, Wire wire) throws IOException;
    }

    /** The connection as an answer sees it; counts what goes out. */
    public static final class Wire {
        private final Socket socket;
        private final OutputStream out;
        private final AtomicLong sent;

        Wire(Socket socket, AtomicLong sent) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
            this.sent = sent;
        }

        public void head(String status, String... headers) throws IOException {
            text("HTTP/1.1 " + status + "\r\n" + String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n")
                    + "\r\n");
        }

        public void text(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /** A part of a body. */
        public void body(byte[] bytes, int offset, int length) throws IOException {
            // Before they go: who has them all asks at once how many there were.
            sent.addAndGet(length);
            try {
                out.write(bytes, offset, length);
                out.flush();
            } catch (IOException e) {
                sent.addAndGet(-length);
                throw e;
            }
        }

        public void body(byte[] bytes) throws IOException {
            body(bytes, 0, bytes.length);
        }

        /** A whole answer. */
        public void ok(String type, byte[] body) throws IOException {
            head("200 OK", "Content-Type: " + type, "Content-Length: " + body.length);
            body(body);
        }

        public void status(String status) throws IOException {
            head(status, "Content-Length: 0");
        }

        /** Writes the same again and again until the peer has had enough. */
        public void endlessly(byte[] piece) throws IOException {
            while (true) {
                body(piece);
            }
        }

        /** Writes single bytes with so long between them, until the peer has had enough. */
        public void drip(long nanosBetween) throws IOException {
            byte[] one = {'x'};
            while (true) {
                LockSupport.parkNanos(nanosBetween);
                body(one);
            }
        }

        public void cut() throws IOException {
            socket.close();
        }

        /** Ends the connection with a reset instead of a proper end. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();
    private volatile Answer answer;

    /** Listens on a free port. */
    public RawServer(Answer answer) throws IOException {
        this.answer = answer;
        this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    /** Its address. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
    }

    /** From the next request on. */
    public void answer(Answer other) {
        answer = other;
    }

    /** Every request so far. */
    public List<Request> requests() {
        return requests;
    }

    /** Bytes of bodies that have been sent in all. */
    long bodyBytesSent() {
        return sent.get();
    }

    /** Connections that were made in all. */
    public long connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: the test is over.
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (Request request = read(in); request != null && !socket.isClosed(); request = read(in)) {
                requests.add(request);
                answer.to(request, new Wire(socket, sent));
            }
        } catch (IOException e) {
            // The peer left, as it should where the answer was bad.
            return;
        } finally {
            open.remove(socket);
        }
    }

    private static @Nullable Request read(InputStream in) throws IOException {
        String first = line(in);
        if (first == null) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String[] words = first.split(" ", 3);
        return new Request(words[0], words[1], headers, new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
    }

    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return line.toString().strip();
            }
            line.append((char) b);
        }
        return null;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
