package jp.quickcare.server.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.LaunchSpec;
import jp.quickcare.manifest.release.LauncherVersion;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.SafePath;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class FileStreamsIT {
    private static final Sha256 RELEASE = Sha256.of(new byte[] {1});

    /** What came in the tar, in its order. */
    record Entry(String name, String offset, String text) {}

    @TempDir
    private Path root;

    private ServedFolder folder;
    private RepositoryServer server;
    private RawClient client;

    @BeforeEach
    void serve() throws Exception {
        folder = new ServedFolder(root);
        server = folder.serve();
        client = new RawClient(server.address());
    }

    @AfterEach
    void end() throws IOException {
        client.close();
        server.close();
    }

    private static String asking(String... objects) {
        return "{\"release\":\"" + RELEASE + "\",\"objects\":[" + String.join(",", objects) + "]}";
    }

    private static String object(Sha256 sha256) {
        return "{\"sha256\":\"" + sha256 + "\"}";
    }

    private static List<Entry> entries(RawClient.Answer answer) throws IOException {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/x-tar");
        List<Entry> entries = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(answer.body()))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String offset = entry.getExtraPaxHeader("QC.offset");
                entries.add(new Entry(
                        entry.getName(),
                        offset == null ? "" : offset,
                        new String(tar.readAllBytes(), StandardCharsets.ISO_8859_1)));
            }
        }
        return entries;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** A5 */
    @Test
    void files_come_in_the_order_asked_as_they_are_stored_and_missing_ones_are_named() throws IOException {
        byte[] small = ServedFolder.content(700, 1);
        byte[] large = ServedFolder.content(3_000_000, 2);
        byte[] packed = ServedFolder.content(5_000, 3);
        Sha256 one = folder.object(small);
        Sha256 two = folder.object(large);
        Sha256 three = folder.compressed(new byte[] {3}, packed);
        Sha256 empty = folder.object(new byte[0]);
        Sha256 lost = Sha256.of(new byte[] {4});
        List<Entry> entries = entries(
                client.post("/v1/files", asking(object(two), object(lost), object(three), object(empty), object(one))));
        assertThat(entries)
                .containsExactly(
                        new Entry(two.hex(), "", text(large)),
                        new Entry(three.hex() + ".zst", "", text(packed)),
                        new Entry(empty.hex(), "", ""),
                        new Entry(one.hex(), "", text(small)),
                        new Entry("missing", "", lost.hex() + "\n"));
    }

    /** A5 */
    @ParameterizedTest
    @ValueSource(ints = {1, 9, 10, 99, 511, 99_999, 100_000, 100_001})
    void an_offset_leaves_out_what_the_client_has(int offset) throws IOException {
        byte[] content = ServedFolder.content(100_000, 1);
        Sha256 sha256 = folder.object(content);
        List<Entry> entries = entries(client.post(
                "/v1/files", asking("{\"sha256\":\"" + sha256 + "\",\"zst\":false,\"offset\":" + offset + "}")));
        int from = Math.min(offset, content.length);
        assertThat(entries)
                .containsExactly(
                        new Entry(
                                sha256.hex(),
                                Integer.toString(from),
                                text(Arrays.copyOfRange(content, from, content.length))),
                        new Entry("missing", "", ""));
    }

    @Test
    void only_the_stored_form_that_is_meant_is_sent() throws IOException {
        Sha256 plain = folder.object(new byte[] {1});
        List<Entry> entries = entries(client.post("/v1/files", asking("{\"sha256\":\"" + plain + "\",\"zst\":true}")));
        assertThat(entries).containsExactly(new Entry("missing", "", plain.hex() + "\n"));
    }

    /** A5 */
    @Test
    void thousands_of_small_files_and_one_connection() throws IOException {
        List<String> asked = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            Sha256 sha256 = folder.object(ServedFolder.content(i, i));
            asked.add(object(sha256));
            names.add(sha256.hex());
        }
        names.add("missing");
        String body = asking(asked.toArray(new String[0]));
        assertThat(entries(client.post("/v1/files", body)))
                .extracting(Entry::name)
                .containsExactlyElementsOf(names);
        assertThat(entries(client.post("/v1/files", body))).hasSize(2_001);
    }

    /** A5: the log speaks of files, not of digests */
    @Test
    void missing_files_are_logged_by_name() throws Exception {
        Sha256 lost = Sha256.of(new byte[] {4});
        ReleaseFile file = new ReleaseFile(SafePath.of("a.jar"), 1, lost, false, OptionalLong.empty());
        byte[] manifest = new ReleaseManifest(
                        "launcher",
                        "1.0",
                        1,
                        "any",
                        LauncherVersion.of("1.0.0"),
                        new LaunchSpec.None(),
                        List.of(),
                        List.of(file))
                .toBytes();
        Sha256 release = Sha256.of(manifest);
        folder.write("release/targets/launcher/1.0/" + release + ".any.json", manifest);
        Logger logger = (Logger) LoggerFactory.getLogger(MissingFiles.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            client.post(
                    "/v1/files",
                    "{\"release\":\"" + release + "\",\"objects\":[" + object(lost) + "]}",
                    "X-Request-Id: id-9");
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains("id-9", "launcher 1.0 any lacks 1 of 1", "127.0.0.1", "a.jar");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | no JSON object",
                "`[]` | no JSON object",
                "`{` | no JSON",
                "`{}` | lacks",
                "`{\"release\":\"x\",\"objects\":[]}` | 64 lower-case",
                "`{\"release\":7,\"objects\":[]}` | 64 lower-case",
                "`{\"release\":\"R\",\"objects\":{}}` | no array",
                "`{\"release\":\"R\",\"objects\":[7]}` | no object",
                "`{\"release\":\"R\",\"objects\":[{}]}` | lacks \"sha256\"",
                "`{\"release\":\"R\",\"objects\":[{\"sha256\":\"../../x\"}]}` | 64 lower-case",
                "`{\"release\":\"R\",\"objects\":[{\"sha256\":\"R\",\"offset\":-1}]}` | negative",
                "`{\"release\":\"R\",\"objects\":[{\"sha256\":\"R\",\"offset\":1.5}]}` | whole number",
                "`{\"release\":\"R\",\"objects\":[{\"sha256\":\"R\",\"offset\":9223372036854775808}]}` | no JSON",
                "`{\"release\":\"R\",\"objects\":[{\"sha256\":\"R\",\"zst\":1}]}` | true nor false",
                "`{\"release\":\"R\",\"release\":\"R\",\"objects\":[]}` | Duplicate",
                "`{\"release\":\"R\",\"objects\":[]}{}` | goes on"
            })
    void a_body_that_is_no_list_of_files_is_told_so(String body, String reason) throws IOException {
        RawClient.Answer answer = client.post("/v1/files", body.replace("R", RELEASE.hex()));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text().replace("\\\"", "\"")).contains(reason);
        assertThat(entries(client.post("/v1/files", asking()))).hasSize(1);
    }

    @Test
    void deep_json_is_refused() throws IOException {
        String body = "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThat(client.post("/v1/files", body).status()).isEqualTo(400);
    }

    @Test
    void more_objects_than_allowed_are_refused() throws IOException {
        String one = object(RELEASE) + ",";
        String body = asking(one.repeat(FilesRequest.MOST_OBJECTS) + object(RELEASE));
        RawClient.Answer answer = client.post("/v1/files", body);
        assertThat(answer.status()).isIn(400, 413);
    }

    @Test
    void a_body_above_the_limit_is_refused_before_it_is_read() throws IOException {
        client.head("POST", "/v1/files", "Content-Type: application/json", "Content-Length: 16777217");
        assertThat(client.read(true).status()).isEqualTo(413);
        nextIsServed();
    }

    @Test
    void a_body_without_a_length_is_refused() throws IOException {
        client.head("POST", "/v1/files", "Content-Type: application/json", "Transfer-Encoding: chunked");
        assertThat(client.read(true).status()).isEqualTo(411);
        nextIsServed();
    }

    @Test
    void another_media_type_is_refused() throws IOException {
        assertThat(client.ask("POST", "/v1/files", "{}", "Content-Type: text/plain", "Content-Length: 2")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void a_client_that_waits_to_be_told_to_go_on_is_told() throws IOException {
        String body = asking();
        client.send("POST /v1/files HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
                + "Expect: 100-continue\r\nContent-Length: " + body.length() + "\r\n\r\n");
        assertThat(client.read(false).status()).isEqualTo(100);
        client.send(body);
        assertThat(client.read(true).status()).isEqualTo(200);
    }

    /** A5: the announced length can then only be broken, never be filled with something else */
    @Test
    void a_file_that_goes_away_while_it_is_sent_breaks_the_connection() throws Exception {
        byte[] first = ServedFolder.content(30_000_000, 1);
        Sha256 one = folder.object(first);
        Sha256 two = folder.object(ServedFolder.content(100_000, 2));
        try (RawClient slow = new RawClient(server.address(), 4_096)) {
            String body = asking(object(one), object(two));
            slow.send("POST /v1/files HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: "
                    + body.length() + "\r\n\r\n" + body);
            slow.read(new byte[1000]);
            Files.delete(folder.root().resolve(PublishedFiles.pathOf(two, false)));
            assertThatThrownBy(() -> readFully(slow)).isInstanceOf(IOException.class);
        }
        assertThat(entries(client.post("/v1/files", asking(object(two)))))
                .containsExactly(new Entry("missing", "", two.hex() + "\n"));
    }

    private static void readFully(RawClient client) throws IOException {
        long count = 0;
        byte[] buffer = new byte[65_536];
        for (int read = client.read(buffer); read >= 0; read = client.read(buffer)) {
            count += read;
        }
        throw new IOException("ended after " + count);
    }

    private void nextIsServed() throws IOException {
        try (RawClient next = new RawClient(server.address())) {
            assertThat(next.get("/healthz").status()).isEqualTo(200);
        }
    }
}
