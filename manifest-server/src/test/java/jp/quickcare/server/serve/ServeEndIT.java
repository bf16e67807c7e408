package jp.quickcare.server.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.PackagedServer;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A1: the real server process, told to end by SIGTERM, as the system's service manager does it. */
class ServeEndIT {
    private static final int TERMINATED = 128 + 15;
    private static final long OBJECT_BYTES = 64L << 20;
    private static final String OBJECT = "/objects/ab/ab" + "0".repeat(62);

    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private Process server;

    private URI address = URI.create("http://nowhere/");

    @BeforeEach
    void a_server_with_a_large_object() throws Exception {
        World world = new World(temp).initVendor().initSite();
        Path object = world.site().resolve("repository" + OBJECT);
        Files.createDirectories(object.getParent());
        try (RandomAccessFile file = new RandomAccessFile(object.toFile(), "rw")) {
            file.setLength(OBJECT_BYTES);
        }
        // Long beside what a busy machine takes to end a process.
        Path settings = world.site().resolve("manifest-server.properties");
        Files.writeString(settings, Files.readString(settings).replace("drainSeconds=20", "drainSeconds=600"));
        server = PackagedServer.start("serve", "--dir", world.site(), "--port", "0", "--bind", "127.0.0.1");
        BufferedReader said = new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8));
        String line = said.readLine();
        while (line != null && !line.startsWith("Serving ")) {
            line = said.readLine();
        }
        assertThat(line).as("what the server says first").isNotNull();
        address = URI.create(line.substring(line.lastIndexOf("http://")));
    }

    @AfterEach
    void it_ends() throws Exception {
        server.destroyForcibly().waitFor();
    }

    private Socket ask(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    private Socket send(String request) throws IOException {
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(120_000);
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        return socket;
    }

    /** A place among those that transfer, as a launcher asks for it. */
    private String ticket() throws IOException {
        String body = """
                {"client":{"id":"123e4567-e89b-12d3-a456-426614174000","pc":"PC","user":"user","app":"qc",\
                "channel":"QC","platform":"any","launcher":"1.0.0","installed":"1.0"},\
                "release":"%s","kind":"differential"}""".formatted("a".repeat(64));
        try (Socket asked = send("POST /v1/tickets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)) {
            String answer = head(asked.getInputStream());
            assertThat(answer).startsWith("HTTP/1.1 201");
            return answer.replaceFirst("(?s).*/v1/tickets/([A-Za-z0-9_-]{22}).*", "$1");
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** A1, A3 */
    @Test
    void a_transfer_under_way_ends_while_nothing_new_is_begun() throws Exception {
        String request = "GET " + OBJECT + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nQuickCare-Ticket: "
                + ticket() + "\r\n\r\n";
        try (Socket slow = send(request)) {
            InputStream body = slow.getInputStream();
            assertThat(head(body)).startsWith("HTTP/1.1 200").contains("" + OBJECT_BYTES);
            body.skipNBytes(1 << 20);

            // Process.destroy is SIGTERM.
            server.destroy();

            assertThat(answerOnceItIsEnding()).startsWith("HTTP/1.1 503").contains("Retry-After");
            assertThat(server.isAlive()).isTrue();
            body.skipNBytes(OBJECT_BYTES - (1 << 20));
            assertThat(body.read()).isEqualTo(-1);
        }
        assertThat(server.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(TERMINATED);
    }

    /** A1 */
    @Test
    void with_nothing_under_way_it_ends_at_once() throws Exception {
        server.destroy();

        // Well before the 600 s that a transfer under way is given.
        assertThat(server.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(TERMINATED);
    }

    /** The signal takes a moment to be heard; until then requests are answered as ever. */
    private String answerOnceItIsEnding() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        String answer;
        do {
            try (Socket next = ask("/site/metadata/timestamp.json")) {
                answer = head(next.getInputStream());
            }
        } while (answer.startsWith("HTTP/1.1 200") && System.nanoTime() < end);
        return answer;
    }
}
