package jp.quickcare.server.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.settings.ServerSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryServerIT {
    private static final int LARGE_BYTES = 30_000_000;

    @TempDir
    private Path root;

    private ServedFolder folder;
    private Sha256 large;

    @BeforeEach
    void publish() throws IOException {
        folder = new ServedFolder(root);
        large = folder.object(ServedFolder.content(LARGE_BYTES, 1));
        folder.write("site/metadata/timestamp.json", new byte[] {'{', '}'});
    }

    private String getLarge() {
        return "GET /" + PublishedFiles.pathOf(large, false) + " HTTP/1.1\r\nHost: test\r\n\r\n";
    }

    private String postLarge() {
        String body = "{\"release\":\"" + large + "\",\"objects\":[{\"sha256\":\"" + large + "\"}]}";
        return "POST /v1/files HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    /** A3 */
    @Test
    void hundreds_of_slow_readers_hold_nobody_up() throws Exception {
        List<RawClient> slow = new ArrayList<>();
        try (RepositoryServer server = folder.serve()) {
            for (int i = 0; i < 300; i++) {
                RawClient client = new RawClient(server.address(), 4_096);
                slow.add(client);
                client.send(i % 3 == 0 ? getLarge() : i % 3 == 1 ? postLarge() : unfinishedPost());
                if (i % 3 != 2) {
                    client.read(new byte[100]);
                }
            }
            try (RawClient quick = new RawClient(server.address())) {
                for (int i = 0; i < 20; i++) {
                    assertThat(quick.get("/site/metadata/timestamp.json").status())
                            .isEqualTo(200);
                }
                quick.send(getLarge());
                assertThat(quick.read(true).body()).hasSize(LARGE_BYTES);
            }
            for (RawClient client : slow) {
                client.close();
            }
            server.close(Duration.ofSeconds(5));
        }
    }

    private static String unfinishedPost() {
        return "POST /v1/files HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
    }

    /** A2 */
    @Test
    void a_silent_peer_is_sent_away_whatever_it_is_silent_about() throws Exception {
        try (RepositoryServer server = folder.serve(Duration.ofSeconds(4));
                RawClient saysNothing = new RawClient(server.address());
                RawClient halfAHead = new RawClient(server.address());
                RawClient halfABody = new RawClient(server.address());
                RawClient keptAlive = new RawClient(server.address());
                RawClient readsNothing = new RawClient(server.address(), 4_096)) {
            halfAHead.send("GET /healthz HTTP/1.1\r\nHost: ");
            halfABody.send(unfinishedPost());
            keptAlive.get("/healthz");
            readsNothing.send(getLarge());
            readsNothing.read(new byte[100]);
            assertThat(ends(saysNothing)).as("says nothing").isTrue();
            assertThat(ends(halfAHead)).as("half a head").isTrue();
            assertThat(ends(halfABody)).as("half a body").isTrue();
            assertThat(ends(keptAlive)).as("kept alive").isTrue();
            await(() -> openLargeFiles() == 0);
            assertThat(readRest(readsNothing)).isLessThan(LARGE_BYTES);
            try (RawClient next = new RawClient(server.address())) {
                assertThat(next.get("/healthz").status()).isEqualTo(200);
            }
        }
    }

    /** A3: what a client that vanishes held is given back */
    @Test
    void no_file_stays_open_for_a_client_that_vanished() throws Exception {
        try (RepositoryServer server = folder.serve()) {
            for (String request : List.of(getLarge(), postLarge())) {
                try (RawClient client = new RawClient(server.address(), 4_096)) {
                    client.send(request);
                    client.read(new byte[100]);
                    await(() -> openLargeFiles() > 0);
                }
                await(() -> openLargeFiles() == 0);
            }
            // Nothing counts as under way any more, so the end does not have to wait for it.
            long before = System.nanoTime();
            server.close(Duration.ofSeconds(30));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
        }
    }

    /** A1, A3 */
    @Test
    void a_transfer_under_way_ends_before_the_server_does_and_nobody_new_is_taken() throws Exception {
        RepositoryServer server = folder.serve();
        InetSocketAddress address = server.address();
        try (RawClient slow = new RawClient(address, 4_096);
                RawClient kept = new RawClient(server.address())) {
            kept.get("/healthz");
            slow.send(getLarge());
            byte[] start = new byte[1];
            slow.read(start);
            CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> server.close(Duration.ofSeconds(30)));
            await(() -> isRefused(kept));
            assertThat(closing).isNotDone();
            assertThat(readRest(slow)).isGreaterThanOrEqualTo(LARGE_BYTES);
            closing.get(120, TimeUnit.SECONDS);
        }
        assertThatThrownBy(() -> new RawClient(address)).isInstanceOf(IOException.class);
    }

    private static boolean isRefused(RawClient kept) {
        try {
            return kept.get("/healthz").status() == 503;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void a_transfer_that_takes_too_long_does_not_keep_the_server_from_ending() throws Exception {
        RepositoryServer server = folder.serve();
        try (RawClient stuck = new RawClient(server.address(), 4_096)) {
            stuck.send(getLarge());
            stuck.read(new byte[1]);
            CompletableFuture.runAsync(() -> server.close(Duration.ofMillis(200)))
                    .get(120, TimeUnit.SECONDS);
        }
    }

    /** A2 */
    @Test
    void a_taken_port_is_told_with_its_holder_and_the_setting() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            ServerSettings settings = ServerSettings.STANDARD.at(taken.getLocalPort(), Optional.empty());
            assertThatThrownBy(() -> RepositoryServer.start(root, settings, List.of()))
                    .isInstanceOfSatisfying(
                            ServerFailure.class,
                            failure -> assertThat(failure.code()).isEqualTo(FailureCode.PORT_TAKEN))
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is taken by")
                    .hasMessageContaining("(process " + ProcessHandle.current().pid() + ")")
                    .hasMessageContaining("\"port\" in manifest-server.properties");
        }
    }

    /** A2 */
    @Test
    void an_address_of_another_machine_is_told_with_the_setting() {
        ServerSettings settings = ServerSettings.STANDARD.at(0, Optional.of("192.0.2.1"));
        assertThatThrownBy(() -> RepositoryServer.start(root, settings, List.of()))
                .isInstanceOfSatisfying(
                        ServerFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.BAD_INPUT))
                .hasMessageContaining("192.0.2.1")
                .hasMessageContaining("\"bind\"");
    }

    @Test
    void endless_headers_are_cut_off() throws Exception {
        try (RepositoryServer server = folder.serve();
                RawClient flood = new RawClient(server.address())) {
            assertThatThrownBy(() -> {
                        flood.send("GET / HTTP/1.1\r\n");
                        while (true) {
                            flood.send("X-Bomb: bomb\r\n".repeat(1000));
                        }
                    })
                    .isInstanceOf(SocketException.class);
            try (RawClient next = new RawClient(server.address())) {
                assertThat(next.get("/healthz").status()).isEqualTo(200);
            }
        }
    }

    private static boolean ends(RawClient client) {
        try {
            return client.read(new byte[1]) < 0;
        } catch (SocketException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static long readRest(RawClient client) {
        long count = 0;
        byte[] buffer = new byte[65_536];
        try {
            for (int read = client.read(buffer); read >= 0; read = client.read(buffer)) {
                count += read;
            }
        } catch (IOException e) {
            return count;
        }
        return count;
    }

    private long openLargeFiles() {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.filter(file -> linkOf(file).endsWith(large.hex())).count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String linkOf(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited long enough").isLessThan(end);
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
        }
    }
}
