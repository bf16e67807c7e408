package jp.quickcare.launcher.click;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on the loopback that answers each request with the same words, or accepts and never answers. */
public final class TestServer implements Closeable {
    /** As nothing has changed. */
    public static final String UNCHANGED = "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n";

    /** As it has. */
    static final String CHANGED = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final String answer;
    private final boolean closing;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** @param answer empty: never */
    public TestServer(String answer) throws IOException {
        this(answer, false);
    }

    /** @param closing whether each answer ends its connection */
    TestServer(String answer, boolean closing) throws IOException {
        this.answer = answer;
        this.closing = closing;
        Thread thread = new Thread(this::accept, "test server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Its base URL. */
    public String base() {
        return "http://localhost:" + socket.getLocalPort() + "/";
    }

    /** How many connections there were. */
    int connections() {
        return open.size();
    }

    /** The heads of the requests so far. */
    List<String> requests() {
        return requests;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                open.add(client);
                Thread thread = new Thread(() -> serve(client), "test connection");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            StringBuilder head = new StringBuilder();
            for (int c = in.read(); c >= 0; c = in.read()) {
                head.append((char) c);
                if (head.length() > 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                    requests.add(head.toString());
                    head.setLength(0);
                    if (!answer.isEmpty()) {
                        client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                        if (closing) {
                            return;
                        }
                    }
                }
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket client : open) {
            client.close();
        }
    }
}
