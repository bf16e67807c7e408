package jp.quickcare.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import jp.quickcare.manifest.digest.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesIT {
    private static final byte[] CONTENT = ServedFolder.content(100_000, 1);
    private static final String TIMESTAMP = "/site/metadata/timestamp.json";

    @TempDir
    private Path root;

    private ServedFolder folder;
    private RepositoryServer server;
    private RawClient client;
    private String object;

    @BeforeEach
    void serve() throws Exception {
        folder = new ServedFolder(root.resolve("repository"));
        object = "/" + PublishedFiles.pathOf(folder.object(CONTENT), false);
        folder.write(TIMESTAMP.substring(1), json("{\"version\":1}"));
        folder.write("release/metadata/1.root.json", json("{}"));
        server = folder.serve();
        client = new RawClient(server.address());
    }

    @AfterEach
    void end() throws IOException {
        client.close();
        server.close();
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void an_object_is_served_whole_and_for_ever() throws IOException {
        RawClient.Answer answer = client.get(object);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Sha256.of(answer.body())).isEqualTo(Sha256.of(CONTENT));
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(answer.header("ETag")).startsWith("\"").doesNotStartWith("W/");
        assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
    }

    @Test
    void a_release_manifest_and_versioned_metadata_are_served_for_ever() throws IOException {
        String target = "release/targets/qc/1.4.26+7/" + Sha256.of(CONTENT) + ".linux-x64.json";
        folder.write(target, json("{}"));
        for (String path : new String[] {"/" + target, "/release/metadata/1.root.json"}) {
            RawClient.Answer answer = client.get(path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Cache-Control")).contains("immutable");
            assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        }
    }

    @Test
    void a_root_that_does_not_exist_yet_is_no_answer_to_keep() throws IOException {
        RawClient.Answer answer = client.get("/release/metadata/2.root.json");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void a_timestamp_that_has_not_changed_costs_no_body() throws IOException {
        RawClient.Answer first = client.get(TIMESTAMP);
        assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
        RawClient.Answer second = client.get(TIMESTAMP, "If-None-Match: " + first.header("ETag"));
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        // Of the same length and perhaps in the same tick of the clock, and yet another tag.
        folder.write(TIMESTAMP.substring(1), json("{\"version\":2}"));
        String known = "If-None-Match: \"x\", " + first.header("ETag");
        RawClient.Answer third = client.get(TIMESTAMP, known);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (third.status() == 304 && System.nanoTime() < deadline) {
            // An answer of a few milliseconds ago may stand for the file.
            third = client.get(TIMESTAMP, known);
        }
        assertThat(third.status()).isEqualTo(200);
        assertThat(third.text()).isEqualTo("{\"version\":2}");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9, 0, 9",
        "bytes=90000-, 90000, 99999",
        "bytes=99999-, 99999, 99999",
        "bytes=50000-200000, 50000, 99999",
        "bytes=-10, 99990, 99999",
        "bytes=-200000, 0, 99999"
    })
    void a_part_is_sent_as_a_part(String range, int first, int last) throws IOException {
        RawClient.Answer answer = client.get(object, "Range: " + range);
        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.header("Content-Range")).isEqualTo("bytes " + first + "-" + last + "/100000");
        assertThat(Sha256.of(answer.body())).isEqualTo(Sha256.of(Arrays.copyOfRange(CONTENT, first, last + 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,5-6", "bytes=9-3", "items=0-1", "bytes=a-b", "bytes=-"})
    void a_range_that_is_none_is_passed_over(String range) throws IOException {
        assertThat(client.get(object, "Range: " + range).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100000-", "bytes=100001-100002", "bytes=-0"})
    void a_range_behind_the_end_is_refused_with_the_length(String range) throws IOException {
        RawClient.Answer answer = client.get(object, "Range: " + range);
        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.header("Content-Range")).isEqualTo("bytes */100000");
    }

    @Test
    void a_part_of_something_else_than_is_held_is_the_whole() throws IOException {
        String tag = client.get(object).header("ETag");
        assertThat(client.get(object, "Range: bytes=5-", "If-Range: " + tag).status())
                .isEqualTo(206);
        assertThat(client.get(object, "Range: bytes=5-", "If-Range: \"other\"").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Range: bytes=0-9"})
    void head_says_what_get_would(String header) throws IOException {
        String[] headers = header.isEmpty() ? new String[0] : new String[] {header};
        RawClient.Answer head = client.ask("HEAD", object, "", headers);
        RawClient.Answer get = client.get(object, headers);
        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
        assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
    }

    @Test
    void every_answer_has_a_request_id_and_keeps_a_usable_one() throws IOException {
        assertThat(client.get(TIMESTAMP).header("X-Request-Id")).isNotEmpty();
        assertThat(client.get("/nothing").header("X-Request-Id")).isNotEmpty();
        assertThat(client.get(TIMESTAMP, "X-Request-Id: abc-1").header("X-Request-Id"))
                .isEqualTo("abc-1");
        assertThat(client.get(TIMESTAMP, "X-Request-Id: <script>").header("X-Request-Id"))
                .doesNotContain("<");
    }

    @Test
    void errors_are_problem_documents() throws IOException {
        RawClient.Answer answer = client.get("/nothing", "X-Request-Id: id-7");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                        + "\"detail\":\"The repository has no such file.\",\"requestId\":\"id-7\"}");
    }

    @ParameterizedTest
    @CsvSource({"DELETE, /healthz", "PUT, /objects/x", "OPTIONS, /", "GET, /v1/files", "POST, /healthz", "TRACE, /"})
    void other_methods_are_refused(String method, String path) throws IOException {
        RawClient.Answer answer = client.ask(method, path, "", "Content-Length: 0");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo(path.equals("/v1/files") ? "POST" : "GET, HEAD");
    }

    @Test
    void health_is_answered() throws IOException {
        assertThat(client.get("/healthz").text()).isEqualTo("ok\n");
        assertThat(client.ask("HEAD", "/healthz", "").status()).isEqualTo(200);
    }

    /** SA4 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.json",
                "/release/metadata/../../../secret.json",
                "/release/metadata/..%2f..%2f..%2fsecret.json",
                "/release/metadata/%2e%2e/%2e%2e/%2e%2e/secret.json",
                "/release/metadata/..%5c..%5csecret.json",
                "/release/metadata/..\\..\\secret.json",
                "/release/metadata/timestamp.json%00.txt",
                "/release/metadata/%00",
                "/release/metadata/..%c0%af..%c0%afsecret.json",
                "/release//metadata/1.root.json",
                "//release/metadata/1.root.json",
                "/release/metadata/1.root.json/",
                "/release/metadata/",
                "/release/metadata/.hidden.json",
                "/keys/site.pem",
                "/secret.json",
                "/objects/",
                "/release/metadata/%zz"
            })
    void nothing_beside_the_published_files_can_be_had(String path) throws IOException {
        Files.writeString(root.resolve("secret.json"), "secret");
        Files.writeString(folder.root().resolve("secret.json"), "secret");
        folder.write("keys/site.pem", json("secret"));
        folder.write("release/metadata/.hidden.json", json("secret"));
        RawClient.Answer answer = client.get(path);
        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.text()).doesNotContain("secret.json\"").doesNotContain("BEGIN");
        try (RawClient next = new RawClient(server.address())) {
            assertThat(next.get(TIMESTAMP).status()).isEqualTo(200);
        }
    }

    /** SA4 */
    @Test
    void a_long_address_is_refused() throws IOException {
        assertThat(client.get("/objects/" + "a".repeat(5_000)).status()).isIn(400, 404, 414);
    }

    /** SA4, FS2 */
    @Test
    void links_are_never_followed() throws IOException {
        Path outside = Files.writeString(root.resolve("outside.json"), "secret");
        Files.createSymbolicLink(folder.root().resolve("release/metadata/7.snapshot.json"), outside);
        Path linked = Files.createDirectory(root.resolve("linked"));
        Files.writeString(linked.resolve("timestamp.json"), "secret");
        Files.delete(folder.root().resolve("release/metadata/1.root.json"));
        Files.delete(folder.root().resolve("release/metadata/7.snapshot.json"));
        Files.delete(folder.root().resolve("release/metadata"));
        Files.createSymbolicLink(folder.root().resolve("release/metadata"), linked);
        assertThat(client.get("/release/metadata/7.snapshot.json").status()).isEqualTo(404);
        assertThat(client.get("/release/metadata/timestamp.json").status()).isEqualTo(404);
        assertThat(client.get(TIMESTAMP).status()).isEqualTo(200);
    }
}
