package jp.quickcare.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.quickcare.server.admission.Numbers;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.service.Ending;
import jp.quickcare.server.settings.LiveSettings;
import jp.quickcare.server.settings.ServerSettings;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A3, SA4: a whole site server under requests that no launcher makes. */
class WithstandIT {
    private static final int TIMES = 1_000;
    private static final List<String> ENDPOINTS =
            List.of("/v1/files", "/v1/tickets", "/v1/reports", "/v1/presence?wait=0");

    @TempDir
    private Path temp;

    private RunningSite site;
    private RepositoryServer server;

    @BeforeEach
    void serve() throws Exception {
        World world = new World(temp).initVendor().publish("1.0").initSite().importAll();
        LiveSettings settings = LiveSettings.fixed(ServerSettings.STANDARD);
        site = RunningSite.open(ServerFolder.site(world.site()), settings, new Ending());
        server = RepositoryServer.start(
                world.site().resolve("repository"),
                ServerSettings.STANDARD.at(0, Optional.of("127.0.0.1")).with(Duration.ofSeconds(5)),
                site.areas(),
                Optional.of(site.desk()));
    }

    @AfterEach
    void end() {
        site.end();
        server.close(Duration.ZERO);
        site.close();
    }

    /** What a test sends behind the first line of a request, byte by byte. */
    record Bad(String kind, String headers, String body) {
        static Bad json(String kind, String body) {
            return new Bad(kind, "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n", body);
        }

        static Bad headers(String kind, String headers) {
            return new Bad(kind, headers, "");
        }

        @Override
        public String toString() {
            return kind;
        }
    }

    static List<Bad> bad() {
        String json = "Content-Type: application/json\r\n";
        return List.of(
                Bad.json("nothing", ""),
                Bad.json("no JSON", "hello"),
                Bad.json("half of it", "{\"client\":{\"id\":"),
                Bad.json("an array", "[]"),
                Bad.json("null", "null"),
                Bad.json("members of other types", "{\"client\":7,\"release\":[],\"objects\":{},\"kind\":true}"),
                Bad.json("a member twice", "{\"release\":\"a\",\"release\":\"b\",\"kind\":\"new\",\"kind\":\"full\"}"),
                Bad.json("deep", "{\"client\":".repeat(1_000)),
                Bad.json("a long text", "{\"client\":{\"pc\":\"" + "x".repeat(10_000) + "\"}}"),
                Bad.json("more behind it", "{} {}"),
                Bad.json("a number without end", "{\"release\":" + "9".repeat(5_000) + "}"),
                Bad.json("no UTF-8", "{\"\u00C0\u00AF\":1}"),
                Bad.json("zeros", "\0".repeat(500)),
                Bad.headers("another type", "Content-Type: text/html\r\nContent-Length: 0\r\n"),
                Bad.headers("no type", "Content-Length: 0\r\n"),
                Bad.headers("no length", json),
                Bad.headers("too long", json + "Content-Length: 17000000\r\n"),
                Bad.headers("longer than numbers are", json + "Content-Length: 99999999999999999999\r\n"),
                Bad.headers("a length that is none", json + "Content-Length: -5\r\n"));
    }

    /** SA4 */
    @ParameterizedTest
    @MethodSource("bad")
    void a_thousand_of_them_are_refused_and_the_next_honest_request_is_served(Bad bad) throws Exception {
        RawClient client = new RawClient(server.address());
        try {
            for (int i = 0; i < TIMES; i++) {
                int status;
                try {
                    client.send("POST " + ENDPOINTS.get(i % ENDPOINTS.size()) + " HTTP/1.1\r\nHost: test\r\n"
                            + bad.headers() + "\r\n" + bad.body());
                    RawClient.Answer answer = client.read(true);
                    status = answer.status();
                    if (answer.header("Connection").equals("close")) {
                        client.close();
                        client = new RawClient(server.address());
                    }
                } catch (IOException cutOff) {
                    client.close();
                    client = new RawClient(server.address());
                    status = 400;
                }
                assertThat(status).as(bad.kind()).isBetween(400, 499);
            }
        } finally {
            client.close();
        }
        requireHonestService();
    }

    private void requireHonestService() throws IOException {
        try (RawClient honest = new RawClient(server.address())) {
            assertThat(honest.get("/healthz").status()).isEqualTo(200);
            assertThat(honest.get("/site/metadata/timestamp.json").status()).isEqualTo(200);
            assertThat(honest.post("/v1/tickets", AdmissionIT.request("full")).status())
                    .isEqualTo(201);
        }
    }

    /** SA4: names under tickets that are none, and methods that are none */
    @Test
    void a_thousand_odd_names_and_methods_are_refused() throws Exception {
        List<String> names = List.of(
                "/v1/tickets/",
                "/v1/tickets/..%2f..%2fkeys",
                "/v1/tickets/" + "A".repeat(22) + "/x",
                "/v1/tickets/%00",
                "/v1/tickets/" + "x".repeat(8_000),
                "/v1/tickets/" + "A".repeat(22) + "?wait=-1");
        try (RawClient client = new RawClient(server.address())) {
            for (int i = 0; i < TIMES; i++) {
                assertThat(client.get(names.get(i % names.size())).status()).isBetween(400, 499);
            }
            assertThat(client.ask("PATCH", "/v1/tickets", "").header("Allow")).isEqualTo("POST");
            assertThat(client.ask("POST", "/v1/tickets/" + "A".repeat(22), "").header("Allow"))
                    .isEqualTo("GET, PUT, DELETE");
        }
        requireHonestService();
    }

    /** A3: an upload that breaks off */
    @Test
    void a_request_that_breaks_off_at_every_tenth_of_its_length_leaves_nothing_behind() throws Exception {
        String body = AdmissionIT.request("full");
        for (String endpoint : ENDPOINTS) {
            for (int tenth = 0; tenth < 10; tenth++) {
                try (RawClient client = new RawClient(server.address())) {
                    client.head("POST", endpoint, "Content-Type: application/json", "Content-Length: " + body.length());
                    client.send(body.substring(0, body.length() * tenth / 10));
                }
            }
        }
        assertThat(site.desk().tickets().numbers()).isEqualTo(new Numbers(0, 0, 15));
        requireHonestService();
    }

    /** A3 */
    @Test
    void two_hundred_clients_that_stop_reading_hold_nobody_up() throws Exception {
        List<RawClient> stopped = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                RawClient client = new RawClient(server.address(), 4_096);
                stopped.add(client);
                // One request after the other, and not a byte of the answers is read.
                client.send("GET /site/metadata/timestamp.json HTTP/1.1\r\nHost: test\r\n\r\n".repeat(50));
            }
            for (int i = 0; i < 20; i++) {
                requireHonestService();
                site.desk().tickets().numbers();
            }
        } finally {
            for (RawClient client : stopped) {
                client.close();
            }
        }
    }
}
