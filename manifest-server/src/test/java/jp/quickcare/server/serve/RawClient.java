package jp.quickcare.server.serve;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client on a socket of its own that sends exactly the bytes a test says. */
final class RawClient implements AutoCloseable {
    /** An answer; {@code text} is the body byte by byte. */
    record Answer(int status, Map<String, String> headers, String text) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        byte[] body() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private static final int PATIENCE_MILLIS = 120_000;

    private final Socket socket;
    private final InputStream in;

    RawClient(InetSocketAddress address) throws IOException {
        this(address, 0);
    }

    /** @param receiveBufferBytes small, where the peer is to notice soon that nothing is read */
    RawClient(InetSocketAddress address, int receiveBufferBytes) throws IOException {
        socket = new Socket();
        if (receiveBufferBytes > 0) {
            socket.setReceiveBufferSize(receiveBufferBytes);
        }
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(address);
        in = new BufferedInputStream(socket.getInputStream());
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Answer get(String path, String... headers) throws IOException {
        return ask("GET", path, "", headers);
    }

    Answer post(String path, String body, String... headers) throws IOException {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Content-Type: application/json";
        all[1] = "Content-Length: " + body.length();
        return ask("POST", path, body, all);
    }

    Answer ask(String method, String path, String body, String... headers) throws IOException {
        head(method, path, headers);
        send(body);
        return read(!method.equals("HEAD"));
    }

    /** Sends only the head of a request. */
    void head(String method, String path, String... headers) throws IOException {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        send(method + " " + path + " HTTP/1.1\r\nHost: test\r\n" + more + "\r\n");
    }

    Answer read(boolean hasBody) throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = hasBody && status != 304 ? Integer.parseInt(headers.getOrDefault("content-length", "0")) : 0;
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("the body ended after " + body.length + " of " + length + " bytes");
        }
        return new Answer(status, headers, new String(body, StandardCharsets.ISO_8859_1));
    }

    /** The next bytes as they come. */
    int read(byte[] buffer) throws IOException {
        return in.read(buffer);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the connection ended in a head: " + line);
            }
            line.append((char) b);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
