package jp.quickcare.launcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import jp.quickcare.launcher.fetch.Squid.Asks;
import jp.quickcare.launcher.proxy.KeptCredentials;
import jp.quickcare.launcher.proxy.Proxies;
import jp.quickcare.launcher.proxy.ProxyRefusedException;
import jp.quickcare.launcher.talk.Credentials;
import jp.quickcare.launcher.tls.ServerTrust;
import jp.quickcare.launcher.tls.TestAuthority;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TR9: whom the slow path speaks TLS with, with real certificates. */
class TlsIT {
    private static final HttpHandler ANSWERS = exchange -> {
        byte[] body = "{\"a\":1}".getBytes(StandardCharsets.US_ASCII);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    };

    @TempDir
    private static Path folder;

    private static TestAuthority authority;
    private static HttpsServer good;

    @BeforeAll
    static void a_site_with_an_authority_of_its_own() throws IOException {
        authority = new TestAuthority(folder, "site");
        good = authority.server("localhost", ANSWERS);
        ServerTrust.alsoTrust(authority.certificate());
        aFirstHandshake();
    }

    /** In it both sides load what they have of TLS, which on a busy machine takes longer than a server is waited for. */
    private static void aFirstHandshake() throws IOException {
        URI to = URI.create("https://localhost:" + good.getAddress().getPort() + "/v1/x");
        KeptCredentials kept = new KeptCredentials(folder.resolve("proxies"));
        try (Calls calls = new Calls(new Connections(DownloadLimits.standard(), new Proxies(Map.of(), null), kept))) {
            assertThat(calls.ask("GET", to, Optional.empty(), Duration.ofMinutes(2), () -> false)
                            .json())
                    .isPresent();
        }
    }

    @AfterAll
    static void end() throws IOException {
        ServerTrust.alsoTrust(null);
        good.stop(0);
    }

    private static Calls.Answer ask(URI to, Map<String, String> environment, KeptCredentials kept) throws IOException {
        try (Calls calls =
                new Calls(new Connections(DownloadLimits.standard(), new Proxies(environment, null), kept))) {
            return calls.ask("GET", to, Optional.empty(), Duration.ofSeconds(60), () -> false);
        }
    }

    private static Calls.Answer ask(String host, HttpsServer server) throws IOException {
        URI to = URI.create("https://" + host + ":" + server.getAddress().getPort() + "/v1/x");
        return ask(to, Map.of(), new KeptCredentials(folder.resolve("proxies")));
    }

    /** TR9 */
    @Test
    void a_server_that_an_authority_of_the_setting_vouches_for_is_spoken_to() throws Exception {
        assertThat(ask("localhost", good).json()).isPresent();
    }

    /** TR9 */
    @Test
    void one_of_an_unknown_authority_is_not() throws Exception {
        HttpsServer other = new TestAuthority(folder, "stranger").server("localhost", ANSWERS);
        try {
            assertThatThrownBy(() -> ask("localhost", other)).isInstanceOf(SSLException.class);
            assertThat(ask("localhost", good).json()).isPresent();
        } finally {
            other.stop(0);
        }
    }

    /** TR9 */
    @Test
    void one_whose_certificate_is_past_its_date_is_not() throws Exception {
        HttpsServer expired = authority.server("localhost", "2020-01-01", ANSWERS);
        try {
            assertThatThrownBy(() -> ask("localhost", expired))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("validity");
        } finally {
            expired.stop(0);
        }
    }

    /** TR9 */
    @Test
    void one_with_the_certificate_of_another_name_is_not() {
        assertThatThrownBy(() -> ask("127.0.0.1", good)).isInstanceOf(SSLException.class);
    }

    /** TR9 */
    @Test
    void a_protocol_of_old_times_is_not_spoken() throws Exception {
        // The certificate is a good one: what is refused is how it is shown.
        authority.server("localhost", exchange -> {}).stop(0);
        Path own = folder.resolve("site");
        Process old = new ProcessBuilder(
                        "openssl",
                        "s_server",
                        "-accept",
                        "127.0.0.1:0",
                        "-cert",
                        own.resolve("localhost.pem").toString(),
                        "-key",
                        own.resolve("localhost.key").toString(),
                        "-tls1_1",
                        "-cipher",
                        "ALL@SECLEVEL=0",
                        "-www")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = old.inputReader(StandardCharsets.US_ASCII)) {
            String line = said.readLine();
            while (line != null && !line.startsWith("ACCEPT ")) {
                line = said.readLine();
            }
            assertThat(line).startsWith("ACCEPT ");
            URI to = URI.create("https://localhost:" + line.replaceAll(".*:", "") + "/v1/x");
            assertThatThrownBy(() -> ask(to, Map.of(), new KeptCredentials(folder.resolve("proxies"))))
                    .isInstanceOf(SSLException.class);
        } finally {
            old.destroyForcibly();
            old.onExit().join();
        }
    }

    /** TR9, A36: the proxy passes bytes on that it cannot read; it hears its password and no request. */
    @Test
    void through_a_proxy_the_server_is_the_one_that_is_spoken_to() throws Exception {
        HttpsServer behind = authority.server("site.example", ANSWERS);
        URI to = URI.create("https://site.example:" + behind.getAddress().getPort() + "/v1/secret");
        Path own = Files.createDirectory(folder.resolve("squid"));
        try (Squid squid = new Squid(own, Asks.DIGEST)) {
            Map<String, String> environment = Map.of("https_proxy", squid.hostAndPort());
            KeptCredentials kept = new KeptCredentials(folder.resolve("told"));
            assertThatThrownBy(() -> ask(to, environment, kept)).isInstanceOf(ProxyRefusedException.class);
            kept.keep(squid.hostAndPort(), new Credentials("tanaka", "s3cret"));
            assertThat(ask(to, environment, kept).json()).isPresent();
            assertThat(squid.log("CONNECT site.example", 1))
                    .contains("CONNECT site.example")
                    .doesNotContain("secret");
        } finally {
            behind.stop(0);
        }
    }

    /** TR9: a proxy or portal in the way that answers for the server speaks without its certificate. */
    @Test
    void whoever_answers_in_the_servers_place_is_not_listened_to() throws Exception {
        try (RawServer portal =
                new RawServer((request, wire) -> wire.ok("text/html", "<html>".getBytes(StandardCharsets.US_ASCII)))) {
            Map<String, String> environment =
                    Map.of("https_proxy", "127.0.0.1:" + portal.uri().getPort());
            URI to = URI.create("https://site.example/v1/x");
            assertThatThrownBy(() -> ask(to, environment, new KeptCredentials(folder.resolve("proxies"))))
                    .isInstanceOf(IOException.class);
        }
    }
}
