package jp.quickcare.benchmarks.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersTest {
    @TempDir
    private Path temp;

    @Test
    void the_static_server_serves_its_folder_and_nothing_else() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("folder"));
        Files.writeString(folder.resolve("inside.txt"), "inside");
        Files.writeString(temp.resolve("outside.txt"), "outside");
        int port = Ports.free();
        try (var server = new StaticServer(port, folder)) {
            assertThat(get(server.port(), "/inside.txt")).isEqualTo("200 inside");
            assertThat(get(port, "/%2e%2e/outside.txt")).isEqualTo("404 ");
        }
        assertThatThrownBy(() -> get(port, "/inside.txt")).isInstanceOf(ConnectException.class);
    }

    @Test
    void the_silent_server_accepts_says_nothing_and_frees_its_port() throws Exception {
        int port = Ports.free();
        for (int i = 0; i < 5; i++) {
            try (var server = new SilentServer(port);
                    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.setSoTimeout(50);
                assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            }
        }
    }

    @Test
    void a_shaped_line_is_as_slow_and_as_long_as_it_says_and_changes_nothing() throws Exception {
        byte[] content = new byte[125_000];
        new Random(1).nextBytes(content);
        Files.write(temp.resolve("file"), content);
        int port = Ports.free();
        try (var server = new StaticServer(Ports.free(), temp);
                var line = new ShapedLine(port, server.port(), new Line(10_000_000, Duration.ofMillis(20)))) {
            var client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/file"))
                    .build();
            for (long handshakeMillis : new long[] {40, 0}) {
                long bytes = line.bytes();
                long begin = System.nanoTime();
                byte[] answer = client.send(request, BodyHandlers.ofByteArray()).body();
                long millis = (System.nanoTime() - begin) / 1_000_000;
                assertThat(answer).isEqualTo(content);
                // A round trip and a megabit, and before them the connection's own round trip where it is new.
                assertThat(millis).isGreaterThanOrEqualTo(handshakeMillis + 40 + 100);
                assertThat(line.bytes() - bytes).isBetween(125_000L, 127_000L);
            }
        }
    }

    private static String get(int port, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }
}
