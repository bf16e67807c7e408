package jp.quickcare.launcher.update;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.click.DeafPort;
import jp.quickcare.launcher.fetch.DownloadLimits;
import jp.quickcare.launcher.fetch.Nonsense;
import jp.quickcare.launcher.fetch.RawServer;
import jp.quickcare.launcher.fetch.WarmJava;
import jp.quickcare.launcher.talk.TookOthers;
import jp.quickcare.manifest.digest.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A6: how long a release took others, as a server tells it, or does not. */
class TookQuestionIT {
    private static final Sha256 RELEASE = Sha256.of(new byte[] {1});

    @BeforeAll
    static void what_transfers_need_is_loaded() {
        WarmJava.transfers();
    }

    private HttpServer server;
    private volatile String type = "application/json";
    private volatile String answer = "";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/site/v1/took/" + RELEASE.hex(), exchange -> {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    /** A busy machine may be slower than anybody waits for such an answer: it is asked again. */
    private TookOthers askUntilTold() throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (true) {
            Optional<TookOthers> told = ask();
            if (told.isPresent()) {
                return told.get();
            }
            assertThat(System.nanoTime()).as("nothing is told").isLessThan(end);
        }
    }

    private Optional<TookOthers> ask() throws Exception {
        URI site = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/site");
        return TookQuestion.ask(List.of(site), RELEASE, DownloadLimits.standard())
                .get(120, TimeUnit.SECONDS);
    }

    /** A6 */
    @Test
    void what_a_server_tells_is_understood() throws Exception {
        answer = "{\"updates\": 12, \"medianSeconds\": 74, \"more\": []}";
        assertThat(askUntilTold()).isEqualTo(new TookOthers(12, 74));
    }

    /** A6, TR6: nonsense keeps nobody from being asked. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "<html>",
                "{\"updates\": 0, \"medianSeconds\": 74}",
                "{\"updates\": 12, \"medianSeconds\": 0}",
                "{\"updates\": 12, \"medianSeconds\": 99999999999}",
                "{\"updates\": \"12\", \"medianSeconds\": 74}",
                "{\"updates\": 9223372036854775807, \"medianSeconds\": 74}"
            })
    void whoever_tells_nothing_sensible_tells_nothing(String nonsense) throws Exception {
        answer = nonsense;
        assertThat(ask()).isEmpty();
    }

    /** A6, TR1 to TR6: nobody waits for it longer than a moment. */
    @ParameterizedTest
    @EnumSource
    void instead_of_how_long_it_took_others(Nonsense nonsense) throws Exception {
        try (RawServer bad = new RawServer(nonsense.answer())) {
            assertThat(TookQuestion.ask(List.of(bad.uri()), RELEASE, DownloadLimits.standard())
                            .get(30, TimeUnit.SECONDS))
                    .isEmpty();
        }
    }

    /** A36 */
    @Test
    void a_captive_portal_tells_nothing() throws Exception {
        type = "text/html";
        answer = "{\"updates\": 12, \"medianSeconds\": 74}";
        assertThat(ask()).isEmpty();
    }

    /** A32 */
    @Test
    void a_server_that_is_gone_tells_nothing() throws Exception {
        try (DeafPort deaf = new DeafPort()) {
            URI gone = URI.create("http://127.0.0.1:" + deaf.number() + "/site");
            assertThat(TookQuestion.ask(List.of(gone), RELEASE, DownloadLimits.standard())
                            .get(120, TimeUnit.SECONDS))
                    .isEmpty();
        }
    }
}
