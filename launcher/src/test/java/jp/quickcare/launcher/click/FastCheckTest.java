package jp.quickcare.launcher.click;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.click.FastCheck.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FastCheckTest {
    private static Answer ask(String base, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        return ask(base, "", deadline);
    }

    private static Answer ask(String base, String proxy, long deadlineNanos) throws InterruptedException {
        FastCheck check = new FastCheck(base, "\"site-1\"", "\"release-1\"", proxy, null, deadlineNanos);
        check.start();
        return check.await();
    }

    private static Answer answerTo(String words) throws Exception {
        try (TestServer server = new TestServer(words)) {
            return ask(server.base(), 20_000);
        }
    }

    /** A20 */
    @Test
    void both_timestamps_are_asked_for_by_their_tags_over_one_connection() throws Exception {
        try (TestServer server = new TestServer(TestServer.UNCHANGED)) {
            assertThat(ask(server.base() + "sub/", 20_000)).isEqualTo(Answer.UNCHANGED);
            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().get(0))
                    .startsWith("GET /sub/site/metadata/timestamp.json HTTP/1.1\r\n")
                    .contains("\r\nIf-None-Match: \"site-1\"\r\n");
            assertThat(server.requests().get(1))
                    .startsWith("GET /sub/release/metadata/timestamp.json HTTP/1.1\r\n")
                    .contains("\r\nIf-None-Match: \"release-1\"\r\n");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    /** A20, A32, A36: a click does not try again each morning what only a proxy leads to. */
    @Test
    void the_proxy_that_led_to_the_server_last_is_asked_for_the_whole_address() throws Exception {
        try (TestServer proxy = new TestServer(TestServer.UNCHANGED)) {
            String way = proxy.base().replaceAll("^http://|/$", "");
            assertThat(ask("http://site.example:8080/sub/", way, soon())).isEqualTo(Answer.UNCHANGED);
            assertThat(proxy.requests().get(0))
                    .startsWith("GET http://site.example:8080/sub/site/metadata/timestamp.json HTTP/1.1\r\n")
                    .contains("\r\nHost: site.example:8080\r\n");
        }
    }

    /** A32, A36: what it is told is the full check's matter, and the click waits for neither. */
    @ParameterizedTest
    @ValueSource(strings = {"http://site.example/", "https://site.example/"})
    void a_proxy_that_wants_a_password_holds_no_click_up(String base) throws Exception {
        try (TestServer proxy = new TestServer("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")) {
            String way = proxy.base().replaceAll("^http://|/$", "");
            long begin = System.nanoTime();
            assertThat(ask(base, way, soon())).isEqualTo(Answer.NONE);
            assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(10));
        }
    }

    private static long soon() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    }

    @Test
    void a_server_that_closes_after_each_answer_is_asked_again() throws Exception {
        try (TestServer server = new TestServer(TestServer.UNCHANGED, true)) {
            assertThat(ask(server.base(), 20_000)).isEqualTo(Answer.UNCHANGED);
        }
    }

    @Test
    void another_timestamp_is_a_matter_for_the_full_check() throws Exception {
        assertThat(answerTo(TestServer.CHANGED)).isEqualTo(Answer.CHANGED);
    }

    /** TR1, TR5, TR6, A36 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 500 Internal Server Error\r\n\r\n",
                "HTTP/1.1 404 Not Found\r\n\r\n",
                "HTTP/1.1 302 Found\r\nLocation: http://portal/\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/1.1 3x4 Odd\r\n\r\n",
                "304\r\n\r\n"
            })
    void whatever_else_is_said_is_no_answer(String words) throws Exception {
        assertThat(answerTo(words)).isEqualTo(Answer.NONE);
    }

    /** TR5 */
    @Test
    void a_head_without_end_is_no_answer() throws Exception {
        assertThat(answerTo("HTTP/1.1 304 Not Modified\r\nX: " + "x".repeat(20_000)))
                .isEqualTo(Answer.NONE);
    }

    /** A30 */
    @Test
    void a_dead_server_is_no_answer_at_once() throws Exception {
        try (DeafPort deaf = new DeafPort()) {
            assertThat(ask("http://localhost:" + deaf.number(), 60_000)).isEqualTo(Answer.NONE);
        }
    }

    /** A32, TR2 */
    @Test
    void a_server_that_never_answers_is_not_waited_for_past_the_deadline() throws Exception {
        try (TestServer server = new TestServer("")) {
            long begin = System.nanoTime();
            assertThat(ask(server.base(), 200)).isEqualTo(Answer.NONE);
            assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(20));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://localhost/", "http:///", "localhost", "http://a b/", ""})
    void an_address_that_is_none_is_no_answer(String base) throws Exception {
        assertThat(ask(base, 20_000)).isEqualTo(Answer.NONE);
    }
}
