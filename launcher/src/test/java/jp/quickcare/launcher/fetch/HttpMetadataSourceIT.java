package jp.quickcare.launcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import jp.quickcare.manifest.tuf.LengthException;
import jp.quickcare.manifest.tuf.MetadataMissing;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpMetadataSourceIT {
    private static final byte[] TIMESTAMP = "{\"signed\":{}}".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_BYTES = 16_384;

    private RawServer server;
    private HttpMetadataSource source;

    @BeforeEach
    void serve() throws IOException {
        server = new RawServer(HttpMetadataSourceIT::honest);
        source = HttpMetadataSource.release(server.uri(), DownloadLimits.standard());
    }

    @AfterEach
    void end() throws IOException {
        source.close();
        server.close();
    }

    private static void honest(RawServer.Request request, RawServer.Wire wire) throws IOException {
        wire.ok("application/json", TIMESTAMP);
    }

    private void fetch() throws Exception {
        assertThat(source.fetch("timestamp.json", MAX_BYTES)).isEqualTo(TIMESTAMP);
    }

    /** The same source, once its server is honest again, gives what it should. */
    private void refusedAndThenHonest(Class<? extends Exception> refusal, String reason) throws Exception {
        ThrowingCallable fetching = () -> source.fetch("timestamp.json", MAX_BYTES);
        assertThatThrownBy(fetching).isInstanceOf(refusal).hasMessageContaining(reason);
        server.answer(HttpMetadataSourceIT::honest);
        fetch();
    }

    /** The same where the time is the reason; an honest answer that a busy machine gives too late is asked for again. */
    private void leftAtTheDeadlineAndThenHonest() throws Exception {
        try (HttpMetadataSource impatient = HttpMetadataSource.release(server.uri(), QuickLimits.LIMITS)) {
            assertThatThrownBy(() -> impatient.fetch("timestamp.json", MAX_BYTES))
                    .isInstanceOf(SlowSourceException.class)
                    .hasMessageContaining("within 1200 ms");
            server.answer(HttpMetadataSourceIT::honest);
            assertThat(fetchedWithin(TimeUnit.MINUTES.toNanos(2), impatient)).isEqualTo(TIMESTAMP);
        }
    }

    private static byte[] fetchedWithin(long nanos, HttpMetadataSource impatient) throws Exception {
        long end = System.nanoTime() + nanos;
        while (true) {
            try {
                return impatient.fetch("timestamp.json", MAX_BYTES);
            } catch (SlowSourceException e) {
                assertThat(System.nanoTime()).as("never quick enough").isLessThan(end);
            }
        }
    }

    @Test
    void metadata_and_targets_lie_where_the_layout_says() throws Exception {
        fetch();
        source.fetchTarget("qc/1.4.26+7/abc.linux x64.json", MAX_BYTES);
        assertThat(server.requests())
                .extracting(RawServer.Request::path)
                .containsExactly(
                        "/release/metadata/timestamp.json", "/release/targets/qc/1.4.26+7/abc.linux%20x64.json");
    }

    @Test
    void a_name_never_leads_out_of_the_repository() {
        for (String name : new String[] {"../../secret", "http://127.0.0.1:1/x", "/etc/passwd", "//other/x"}) {
            assertThatThrownBy(() -> source.fetch(name, MAX_BYTES))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no name of a file");
        }
        assertThat(server.requests()).isEmpty();
    }

    /** TR1 */
    @Test
    void an_endless_body_is_read_no_further_than_it_may_be_long() throws Exception {
        server.answer((request, wire) -> {
            wire.head("200 OK", "Connection: close");
            wire.endlessly(new byte[8192]);
        });
        refusedAndThenHonest(LengthException.class, "longer than " + MAX_BYTES);
    }

    /** TR1 */
    @Test
    void an_announced_length_above_the_limit_is_refused_before_any_byte() throws Exception {
        server.answer((request, wire) -> wire.head("200 OK", "Content-Length: 9223372036854775807"));
        refusedAndThenHonest(LengthException.class, "longer than " + MAX_BYTES);
    }

    /** TR1 */
    @Test
    void chunks_without_end_are_refused() throws Exception {
        server.answer((request, wire) -> {
            wire.head("200 OK", "Transfer-Encoding: chunked");
            byte[] chunk = ("400\r\n" + "x".repeat(0x400) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            wire.endlessly(chunk);
        });
        refusedAndThenHonest(LengthException.class, "longer than " + MAX_BYTES);
    }

    /** TR1, TR4 */
    @Test
    void a_body_shorter_than_announced_is_refused() throws Exception {
        server.answer((request, wire) -> {
            wire.head("200 OK", "Content-Length: 13");
            wire.body(TIMESTAMP, 0, 5);
            wire.cut();
        });
        refusedAndThenHonest(IOException.class, "end of");
    }

    /** TR1 */
    @Test
    void chunks_that_are_no_chunks_are_refused() throws Exception {
        server.answer((request, wire) -> {
            wire.head("200 OK", "Transfer-Encoding: chunked");
            wire.text("zzz\r\nnonsense\r\n");
            wire.cut();
        });
        refusedAndThenHonest(IOException.class, "");
    }

    /** TR2 */
    @Test
    void a_body_that_drips_is_left_at_the_deadline() throws Exception {
        server.answer((request, wire) -> {
            wire.head("200 OK", "Content-Length: 10000");
            wire.drip(50_000_000);
        });
        leftAtTheDeadlineAndThenHonest();
    }

    /** TR2 */
    @Test
    void a_head_that_drips_is_left_at_the_deadline() throws Exception {
        server.answer((request, wire) -> {
            wire.text("HTTP/1.1 200 OK\r\nX-Slow: ");
            wire.drip(50_000_000);
        });
        leftAtTheDeadlineAndThenHonest();
    }

    /** TR3 */
    @Test
    void a_redirect_on_the_same_host_is_followed() throws Exception {
        server.answer((request, wire) -> {
            if (request.path().startsWith("/release")) {
                wire.head("302 Found", "Location: /moved/timestamp.json", "Content-Length: 0");
            } else {
                honest(request, wire);
            }
        });
        fetch();
    }

    /** TR3 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "http://localhost/timestamp.json",
                "http://127.0.0.1:1/timestamp.json",
                "//192.0.2.1/timestamp.json",
                "ftp://127.0.0.1/timestamp.json",
                "http://[broken"
            })
    void a_redirect_to_elsewhere_is_not_followed(String location) throws Exception {
        server.answer((request, wire) -> wire.head("302 Found", "Location: " + location, "Content-Length: 0"));
        refusedAndThenHonest(LyingSourceException.class, "redirects to");
    }

    /** TR3 */
    @Test
    void a_redirect_loop_ends() throws Exception {
        server.answer((request, wire) -> wire.head("302 Found", "Location: " + request.path(), "Content-Length: 0"));
        refusedAndThenHonest(LyingSourceException.class, "more than 3 times");
        assertThat(server.requests()).hasSize(5);
    }

    /** TR5 */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "zstd", "br", "identity, gzip"})
    void an_encoded_answer_is_refused_and_never_decoded(String coding) throws Exception {
        server.answer((request, wire) -> {
            wire.head("200 OK", "Content-Encoding: " + coding, "Content-Length: " + TIMESTAMP.length);
            wire.body(TIMESTAMP);
        });
        refusedAndThenHonest(LyingSourceException.class, "content-encoded");
        assertThat(server.requests())
                .allMatch(request -> request.header("Accept-Encoding").isEmpty());
    }

    /** TR5 */
    @Test
    void endless_headers_are_refused() throws Exception {
        server.answer((request, wire) -> {
            wire.text("HTTP/1.1 200 OK\r\n");
            wire.endlessly("X-Bomb: bomb\r\n".getBytes(StandardCharsets.US_ASCII));
        });
        refusedAndThenHonest(IOException.class, "Maximum header count exceeded");
    }

    /** TR5 */
    @Test
    void an_endless_header_line_is_refused() throws Exception {
        byte[] piece = new byte[4096];
        Arrays.fill(piece, (byte) 'a');
        server.answer((request, wire) -> {
            wire.text("HTTP/1.1 200 OK\r\nX-Bomb: ");
            wire.endlessly(piece);
        });
        refusedAndThenHonest(IOException.class, "Maximum line length limit exceeded");
    }

    /** TR6 */
    @ParameterizedTest
    @ValueSource(strings = {"404 Not Found", "403 Forbidden"})
    void a_source_that_says_no_has_none(String status) throws Exception {
        server.answer((request, wire) -> wire.status(status));
        refusedAndThenHonest(MetadataMissing.class, "timestamp.json");
    }

    /** TR6 */
    @ParameterizedTest
    @ValueSource(strings = {"500 Internal Server Error", "503 Service Unavailable", "204 No Content", "206 Partial"})
    void a_source_in_trouble_is_not_one_without_the_file(String status) throws Exception {
        server.answer((request, wire) -> wire.status(status));
        refusedAndThenHonest(IOException.class, "answered " + status.substring(0, 3));
    }

    /** TR6, A36 */
    @Test
    void a_log_in_page_is_recognised() throws Exception {
        byte[] page = "<html>Please log in</html>".getBytes(StandardCharsets.US_ASCII);
        server.answer((request, wire) -> wire.ok("text/html; charset=utf-8", page));
        refusedAndThenHonest(IOException.class, "web page");
    }

    @Test
    void connections_are_kept() throws Exception {
        for (int i = 0; i < 3; i++) {
            fetch();
        }
        assertThat(server.connections()).isEqualTo(1);
    }
}
