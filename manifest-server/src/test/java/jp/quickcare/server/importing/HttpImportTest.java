package jp.quickcare.server.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jp.quickcare.server.testing.Commands;
import jp.quickcare.server.testing.MemoryFolder;
import jp.quickcare.server.testing.Trees;
import jp.quickcare.server.testing.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Import from a URL whose server does what no server should. */
class HttpImportTest {
    @TempDir(factory = MemoryFolder.class)
    private Path temp = Path.of("");

    private World world = World.NONE;
    private @Nullable HttpServer server;
    private volatile Answer answer = Answer.HONEST;

    private interface Answer {
        Answer HONEST = (exchange, file) -> {
            if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] content = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        };

        void give(HttpExchange exchange, Path file) throws IOException;
    }

    @BeforeEach
    void start() throws Exception {
        world = new World(temp).initVendor().publish("1.0").initSite();
        HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        started.createContext("/mirror/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().getPath().substring("/mirror/".length());
                answer.give(exchange, world.vendor().resolve("repository").resolve(path));
            }
        });
        started.start();
        server = started;
    }

    @AfterEach
    void stop() {
        server().stop(0);
    }

    private HttpServer server() {
        return java.util.Objects.requireNonNull(server);
    }

    private String url() {
        return "http://127.0.0.1:" + server().getAddress().getPort() + "/mirror";
    }

    private Commands.Result take() {
        return Commands.run("import", "--dir", world.site(), "--from", url());
    }

    @Test
    void an_honest_server_is_imported_from() throws Exception {
        assertThat(take().expect(0).out()).startsWith("Imported: qc 1.0 for any");
        world.offer("required").requireWholeSite();
    }

    /** TR3, TR5, TR6 */
    @ParameterizedTest
    @ValueSource(strings = {"redirect", "500", "captive portal", "gzip", "cut", "endless"})
    void what_is_no_proper_answer_changes_nothing(String fault) throws Exception {
        Map<String, String> before = Trees.digests(world.site());
        answer = (exchange, file) -> {
            byte[] html = "<html>sign in</html>".getBytes(StandardCharsets.UTF_8);
            switch (fault) {
                case "redirect" -> {
                    exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
                    exchange.sendResponseHeaders(302, -1);
                }
                case "500" -> exchange.sendResponseHeaders(500, -1);
                case "captive portal" -> {
                    exchange.sendResponseHeaders(200, html.length);
                    exchange.getResponseBody().write(html);
                }
                case "gzip" -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    Answer.HONEST.give(exchange, file);
                }
                case "cut" -> {
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().write(html);
                    // Closing it here is what the client is to notice.
                    exchange.getResponseBody().flush();
                }
                default -> {
                    exchange.sendResponseHeaders(200, 0);
                    byte[] block = new byte[64 * 1024];
                    while (true) {
                        exchange.getResponseBody().write(block);
                    }
                }
            }
        };

        assertThat(take().exitCode()).as(fault).isIn(5, 6);
        assertThat(Trees.digests(world.site()).keySet()).containsAll(before.keySet());
        assertThat(Trees.digests(world.site().resolve("repository"))).isEqualTo(inRepository(before));

        answer = Answer.HONEST;
        take().expect(0);
    }

    private static Map<String, String> inRepository(Map<String, String> site) {
        Map<String, String> found = new java.util.TreeMap<>();
        site.forEach((path, digest) -> {
            if (path.startsWith("repository/")) {
                found.put(path.substring("repository/".length()), digest);
            }
        });
        return found;
    }

    /** TR4 */
    @Test
    void a_content_cut_off_in_the_middle_is_brought_again_by_the_next_import_alone() throws Exception {
        answer = (exchange, file) -> {
            if (file.toString().contains("/objects/") && Files.size(file) > 1_000) {
                exchange.sendResponseHeaders(200, Files.size(file));
                exchange.getResponseBody().write(Files.readAllBytes(file), 0, 500);
                exchange.getResponseBody().flush();
                return;
            }
            Answer.HONEST.give(exchange, file);
        };
        assertThat(take().expect(5).err()).contains("Reading from http://127.0.0.1");

        answer = Answer.HONEST;
        take().expect(0);
        world.offer("required").requireWholeSite();
    }

    /** F5 */
    @Test
    void a_source_that_is_not_there_and_a_url_that_is_none_are_told_apart_and_no_password_is_shown() {
        server().stop(0);
        assertThat(take().expect(5).err()).contains("nothing was changed");
        Commands.run("import", "--dir", world.site(), "--from", "ftp://server/x")
                .expect(2);
        assertThat(Commands.run(
                                "import",
                                "--dir",
                                world.site(),
                                "--from",
                                url().replace("http://", "http://user:secret@"))
                        .expect(5)
                        .err())
                .doesNotContain("secret");
    }
}
