package jp.quickcare.launcher.click;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether both timestamps are still those that were verified last: two conditional requests over one connection,
 * by a parser that understands an unchanged answer and nothing else. A socket and a few lines of text cost a click a
 * third of what the JDK's own HTTP classes do. Runs on a thread of its own, so that looking up a name cannot hold the
 * click up either (SPEC A32).
 */
final class FastCheck extends Thread {
    private static final String[] PATHS = {"site/metadata/timestamp.json", "release/metadata/timestamp.json"};
    private static final int LONGEST_HEAD = 8192;

    /** What the server said. */
    enum Answer {
        /** Both are as they were. */
        UNCHANGED,
        /** At least one is another, or the server speaks in a way that only the full check can judge. */
        CHANGED,
        /** None in time, or not the server we look for. */
        NONE
    }

    private final String server;
    private final String[] tags;
    private final String proxy;
    private final @Nullable Path certificates;
    private final long deadlineNanos;
    private volatile Answer answer = Answer.NONE;

    private final byte[] buffer = new byte[LONGEST_HEAD];
    private int filled;

    /**
     * A check that is not yet begun.
     *
     * @param server base URL
     * @param proxy the one that led there last, as {@code host:port}; empty for none. It is told no password: one that
     *     wants one, or is not there any more, leaves the matter to the full check
     * @param certificates of authorities that count beside those of Java; null for none
     * @param deadlineNanos of {@link System#nanoTime}
     */
    FastCheck(
            String server,
            String siteTag,
            String releaseTag,
            String proxy,
            @Nullable Path certificates,
            long deadlineNanos) {
        super("quick check");
        setDaemon(true);
        this.server = server;
        this.tags = new String[] {siteTag, releaseTag};
        this.proxy = proxy;
        this.certificates = certificates;
        this.deadlineNanos = deadlineNanos;
    }

    /** Waits for the answer, to the deadline at most. */
    Answer await() throws InterruptedException {
        long millis = (deadlineNanos - System.nanoTime()) / 1_000_000;
        if (millis > 0) {
            join(millis);
        }
        return answer;
    }

    @Override
    public void run() {
        try {
            answer = ask();
        } catch (IOException | IllegalArgumentException e) {
            // No server, no such address, or one that breaks off: the full check, behind the application, says which.
            answer = Answer.NONE;
        }
    }

    private Answer ask() throws IOException {
        URI base = URI.create(server);
        int answered = 0;
        while (answered < PATHS.length) {
            int before = answered;
            filled = 0;
            try (Socket socket = connect(base)) {
                socket.getOutputStream().write(requests(base, answered));
                while (answered < PATHS.length) {
                    int status = status(socket);
                    if (status == 0) {
                        break;
                    }
                    if (status != 304) {
                        return status == 200 ? Answer.CHANGED : Answer.NONE;
                    }
                    answered++;
                }
            }
            // A server that closes after each answer is asked once more; one that closes before any is none.
            if (answered == before) {
                return Answer.NONE;
            }
        }
        return Answer.UNCHANGED;
    }

    private Socket connect(URI base) throws IOException {
        boolean tls = "https".equalsIgnoreCase(base.getScheme());
        String host = base.getHost();
        if (host == null || !(tls || "http".equalsIgnoreCase(base.getScheme()))) {
            throw new IOException("not an address of a server");
        }
        int port = base.getPort() >= 0 ? base.getPort() : tls ? 443 : 80;
        // Told that no proxy is to be searched for, which costs 4 ms. A channel's socket would open every jar of the
        // application, in search of another maker of channels; on Windows none of them could be replaced then.
        Socket socket = new Socket(Proxy.NO_PROXY);
        try {
            socket.connect(proxy.isEmpty() ? new InetSocketAddress(host, port) : proxy(), left());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(left());
            if (tls && !proxy.isEmpty()) {
                openTunnel(socket, host, port);
            }
            return tls ? TlsConnection.over(socket, host, port, certificates) : socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private InetSocketAddress proxy() {
        int colon = proxy.lastIndexOf(':');
        return new InetSocketAddress(proxy.substring(0, colon), Integer.parseInt(proxy.substring(colon + 1)));
    }

    private void openTunnel(Socket socket, String host, int port) throws IOException {
        String to = host + ":" + port;
        String request = "CONNECT " + to + " HTTP/1.1\r\nHost: " + to + "\r\nUser-Agent: QuickCare\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        if (status(socket) != 200 || filled > 0) {
            throw new IOException("no way through the proxy");
        }
    }

    private byte[] requests(URI base, int from) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        if (!proxy.isEmpty() && "http".equalsIgnoreCase(base.getScheme())) {
            // A proxy is told the whole address.
            path = "http://" + base.getRawAuthority() + path;
        }
        StringBuilder text = new StringBuilder(512);
        for (int i = from; i < PATHS.length; i++) {
            text.append("GET ")
                    .append(path)
                    .append(path.endsWith("/") ? "" : "/")
                    .append(PATHS[i]);
            text.append(" HTTP/1.1\r\nHost: ").append(base.getRawAuthority());
            text.append("\r\nIf-None-Match: ").append(tags[i]);
            text.append("\r\nUser-Agent: QuickCare\r\nConnection: ");
            text.append(i == PATHS.length - 1 ? "close" : "keep-alive").append("\r\n\r\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The status of the next answer; 0 when the connection ended before it. Anything after an answer's head is kept. */
    private int status(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        int end;
        while ((end = endOfHead()) < 0) {
            if (filled == buffer.length) {
                throw new IOException("a head of more than " + LONGEST_HEAD + " bytes");
            }
            socket.setSoTimeout(left());
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                return 0;
            }
            filled += read;
        }
        boolean http = end >= 16
                && buffer[0] == 'H'
                && buffer[1] == 'T'
                && buffer[2] == 'T'
                && buffer[3] == 'P'
                && buffer[4] == '/'
                && buffer[5] == '1'
                && buffer[6] == '.'
                && buffer[8] == ' ';
        int status = http ? digit(9) * 100 + digit(10) * 10 + digit(11) : -1;
        filled -= end;
        System.arraycopy(buffer, end, buffer, 0, filled);
        return status;
    }

    private int digit(int at) {
        int digit = buffer[at] - '0';
        return digit >= 0 && digit <= 9 ? digit : 100;
    }

    private int endOfHead() {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n' && buffer[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    /** Milliseconds to the deadline, at least 1: 0 would wait for ever. */
    private int left() throws IOException {
        long millis = (deadlineNanos - System.nanoTime()) / 1_000_000;
        if (millis < 1) {
            throw new IOException("no answer in time");
        }
        return (int) millis;
    }
}
