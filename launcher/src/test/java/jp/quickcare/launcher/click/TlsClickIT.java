package jp.quickcare.launcher.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.click.FastCheck.Answer;
import jp.quickcare.launcher.tls.TestAuthority;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TR9: the click's quick question over TLS. Where nobody can be believed, the installed release starts (A32). */
class TlsClickIT {
    @TempDir
    private static Path folder;

    private static TestAuthority authority;
    private static HttpsServer server;

    @BeforeAll
    static void serve() throws IOException {
        authority = new TestAuthority(folder, "site");
        server = authority.server("localhost", exchange -> {
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
        });
    }

    @AfterAll
    static void end() {
        server.stop(0);
    }

    private static Answer ask(String host, HttpsServer whom, @Nullable Path certificates) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        String base = "https://" + host + ":" + whom.getAddress().getPort() + "/";
        FastCheck check = new FastCheck(base, "\"site-1\"", "\"release-1\"", "", certificates, deadline);
        check.start();
        return check.await();
    }

    /** TR9, A20 */
    @Test
    void an_unchanged_answer_of_a_server_that_is_vouched_for_counts() throws Exception {
        assertThat(ask("localhost", server, authority.certificate())).isEqualTo(Answer.UNCHANGED);
    }

    /** TR9 */
    @Test
    void of_an_unknown_authority_of_another_name_or_past_its_date_none_does() throws Exception {
        assertThat(ask("localhost", server, null)).isEqualTo(Answer.NONE);
        assertThat(ask("127.0.0.1", server, authority.certificate())).isEqualTo(Answer.NONE);
        assertThat(ask("localhost", server, folder.resolve("lost.pem"))).isEqualTo(Answer.NONE);
        HttpsServer expired = authority.server("localhost", "2020-01-01", exchange -> {
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
        });
        try {
            assertThat(ask("localhost", expired, authority.certificate())).isEqualTo(Answer.NONE);
        } finally {
            expired.stop(0);
        }
    }
}
