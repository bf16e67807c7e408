package jp.quickcare.launcher.tufclient;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jp.quickcare.manifest.tuf.TestRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code tuf-client} and the packaged jars, as the conformance suite of the TUF project drives them. */
class TufClientIT {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final TestRepository repository = freshRepository();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;

    private record Ended(int exitCode, String errors) {}

    /** One whose dates are good now: the client asks the machine for the time. */
    private static TestRepository freshRepository() {
        TestRepository repository = new TestRepository();
        for (String role : List.of("root", "timestamp", "snapshot", "targets", "qc")) {
            repository.expires(role, Instant.now().plus(Duration.ofDays(1)));
        }
        repository.delegate("targets", "qc", true, "qc/*/*");
        repository.addTarget("qc", "qc/1.4 b/any.json", CONTENT, Optional.empty());
        return repository.publishRoot().publish();
    }

    @BeforeEach
    void serve() throws IOException {
        repository.writeTo(folder.resolve("repository"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            requests.add(path);
            Path file = folder.resolve("repository")
                    .resolve(URLDecoder.decode(path.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8));
            if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] body = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Ended run(String... line) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(Path.of("tuf-client").toAbsolutePath().toString()));
        command.addAll(List.of("--metadata-dir", folder.resolve("metadata").toString()));
        command.addAll(List.of(line));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream errors = process.getErrorStream()) {
            String text = new String(errors.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), text);
        }
    }

    private Ended init() throws Exception {
        Path root = folder.resolve("trusted.json");
        Files.write(root, repository.file("2.root.json"));
        return run("init", root.toString());
    }

    private Ended refresh() throws Exception {
        return run("--metadata-url", url("metadata"), "refresh");
    }

    private Ended download(String target) throws Exception {
        return run(
                "--metadata-url",
                url("metadata/"),
                "--target-name",
                target,
                "--target-base-url",
                url("targets"),
                "--target-dir",
                folder.resolve("downloads").toString(),
                "download");
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
    }

    @Test
    void init_and_refresh_store_what_came_byte_for_byte() throws Exception {
        assertThat(init()).isEqualTo(new Ended(0, ""));
        assertThat(requests).isEmpty();

        assertThat(refresh()).isEqualTo(new Ended(0, ""));

        assertThat(requests)
                .containsExactly(
                        "/metadata/3.root.json",
                        "/metadata/timestamp.json",
                        "/metadata/2.snapshot.json",
                        "/metadata/2.targets.json");
        assertThat(names("metadata")).containsExactly("root.json", "snapshot.json", "targets.json", "timestamp.json");
        assertThat(folder.resolve("metadata/timestamp.json")).hasBinaryContent(repository.file("timestamp.json"));
    }

    @Test
    void a_target_is_downloaded_once_under_one_flat_name() throws Exception {
        init();

        assertThat(download("qc/1.4 b/any.json")).isEqualTo(new Ended(0, ""));
        assertThat(download("qc/1.4 b/any.json")).isEqualTo(new Ended(0, ""));

        assertThat(names("downloads")).containsExactly("qc%2F1.4%20b%2Fany.json");
        assertThat(folder.resolve("downloads/qc%2F1.4%20b%2Fany.json")).hasBinaryContent(CONTENT);
        assertThat(requests).filteredOn(path -> path.startsWith("/targets/")).hasSize(1);
    }

    /** CT1 */
    @Test
    void a_target_of_other_content_is_refused_and_the_right_one_taken_afterwards() throws Exception {
        init();
        Path served = onlyFile(folder.resolve("repository/targets"));
        Files.writeString(served, "kontent");

        Ended refused = download("qc/1.4 b/any.json");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.errors()).contains("refused", "sha256").hasLineCount(1);
        assertThat(folder.resolve("downloads")).doesNotExist();
        Files.write(served, CONTENT);
        assertThat(download("qc/1.4 b/any.json").exitCode()).isZero();
    }

    /** TR6 */
    @Test
    void failures_are_one_sentence_and_exit_code_1() throws Exception {
        for (Ended ended : List.of(
                refresh(),
                run(),
                run("fly"),
                run("--target-nam", "x"),
                run("--metadata-url"),
                run("refresh"),
                run("init", folder.resolve("nothing").toString()),
                run("--metadata-url", "file:///etc/", "refresh"),
                run("--metadata-url", "not a url", "refresh"))) {
            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.errors())
                    .startsWith("tuf-client: ")
                    .hasLineCount(1)
                    .doesNotContain("\tat ");
        }
        init();
        assertThat(download("qc/none/any.json").errors()).isEqualTo("tuf-client: the source has no qc/none/any.json\n");
        assertThat(run("--metadata-url", "http://127.0.0.1:1/", "refresh").errors())
                .hasLineCount(1);
        assertThat(refresh().exitCode()).isZero();
    }

    private List<String> names(String sub) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(sub))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Path onlyFile(Path under) throws IOException {
        try (Stream<Path> files = Files.walk(under)) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }
}
