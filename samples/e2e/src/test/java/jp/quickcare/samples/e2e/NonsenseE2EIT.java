package jp.quickcare.samples.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jp.quickcare.manifest.digest.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the server should be, something else answers. */
class NonsenseE2EIT extends OnAPc {
    private static final long HOLDS_UP_SECONDS = 10;

    @BeforeEach
    void the_first_release_has_run_and_its_server_is_gone() {
        client.click().expect(0);
        world.site().stop();
    }

    /** TR6, A30, A36 */
    @ParameterizedTest
    @ValueSource(ints = {200, 403, 404, 500, 503})
    void a_captive_portal_or_an_error_page_changes_nothing_and_the_application_starts(int status) throws IOException {
        Map<String, String> before = trust();
        HttpServer portal = HttpServer.create(address(), 0);
        byte[] page = "<html><body>Please log in to the network.</body></html>".getBytes(UTF_8);
        portal.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(status, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        portal.start();
        try {
            assertThat(client.click().expect(0).out()).contains("APP 1 UP");
            Command.Result update = client.launcher("update", "--silent");
            assertThat(update.exitCode()).isIn(5, 6);
            assertThat(update.all()).doesNotContain("Exception").doesNotContain("\tat ");
        } finally {
            portal.stop(0);
        }

        assertThat(trust()).isEqualTo(before);
        theNextHonestUpdateSucceeds();
    }

    /** A32, TR2 */
    @Test
    void a_server_that_accepts_and_never_answers_holds_nobody_up() throws IOException {
        Path settings = client.home().resolve("state/install.properties");
        Files.writeString(settings, Files.readString(settings).replaceFirst("(?m)^answerWithinMillis=.*\\R", ""));
        try (ServerSocket silent = new ServerSocket()) {
            silent.bind(address());
            long seconds = secondsOfAClick();
            // A machine that was busy with other things for seconds is given another chance to be quick.
            for (int i = 0; i < 3 && seconds >= HOLDS_UP_SECONDS; i++) {
                seconds = secondsOfAClick();
            }
            assertThat(seconds).isLessThan(HOLDS_UP_SECONDS);
        }
        theNextHonestUpdateSucceeds();
    }

    private long secondsOfAClick() {
        long start = System.nanoTime();
        assertThat(client.click().expect(0).out()).contains("APP 1 UP");
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    }

    private void theNextHonestUpdateSucceeds() {
        world.offer(2, "required");
        world.site().serve();
        client.launcher("update", "--silent").expect(0);
        assertThat(client.click().expect(0).out()).contains("APP 2 UP");
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), world.site().address().getPort());
    }

    private Map<String, String> trust() {
        return digests(client.home().resolve("state/trust"));
    }

    private static Map<String, String> digests(Path folder) {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                digests.put(
                        folder.relativize(file).toString(),
                        Sha256.of(Files.readAllBytes(file)).hex());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return digests;
    }
}
