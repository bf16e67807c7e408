package jp.quickcare.launcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.launcher.click.DeafPort;
import jp.quickcare.launcher.fetch.Squid.Asks;
import jp.quickcare.launcher.proxy.KeptCredentials;
import jp.quickcare.launcher.proxy.Proxies;
import jp.quickcare.launcher.proxy.ProxyRefusedException;
import jp.quickcare.launcher.talk.Credentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A36: through squid, a proxy that many sites have. */
class SquidIT {
    private static final byte[] ANSWER = "{\"a\":1}".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private RawServer server;
    private KeptCredentials kept;

    @BeforeEach
    void serve() throws IOException {
        server = new RawServer((request, wire) -> wire.ok("application/json", ANSWER));
        kept = new KeptCredentials(folder.resolve("proxies"));
    }

    @AfterEach
    void end() throws IOException {
        server.close();
    }

    private Calls.Answer ask(Map<String, String> environment) throws IOException {
        URI site = URI.create("http://site.example:" + server.uri().getPort() + "/v1/x");
        try (Calls calls =
                new Calls(new Connections(DownloadLimits.standard(), new Proxies(environment, null), kept))) {
            return calls.ask("GET", site, Optional.empty(), Duration.ofSeconds(60), () -> false);
        }
    }

    private Squid squid(Asks asks) throws IOException {
        return new Squid(Files.createDirectory(folder.resolve("squid")), asks);
    }

    /** A36 */
    @Test
    void a_server_that_only_the_proxy_knows_is_reached_through_it_named_or_by_a_script() throws Exception {
        try (Squid squid = squid(Asks.NOBODY)) {
            assertThat(ask(Map.of("http_proxy", squid.hostAndPort())).json()).isPresent();
            Path script = Files.writeString(
                    folder.resolve("proxy.pac"),
                    "function FindProxyForURL(url, host) { return dnsDomainIs(host, '.example') ? 'PROXY "
                            + squid.hostAndPort() + "' : 'DIRECT'; }");
            assertThat(ask(Map.of("auto_proxy", script.toUri().toString())).json())
                    .isPresent();
            assertThat(squid.log("site.example", 2).lines().filter(line -> line.contains("site.example")))
                    .hasSize(2);
        }
    }

    /** A36 */
    @ParameterizedTest
    @EnumSource(
            value = Asks.class,
            names = {"BASIC", "DIGEST"})
    void a_password_is_asked_for_by_name_and_once_kept_it_opens_the_way(Asks asks) throws Exception {
        try (Squid squid = squid(asks)) {
            Map<String, String> environment = Map.of("http_proxy", squid.hostAndPort());
            assertThatThrownBy(() -> ask(environment)).isInstanceOfSatisfying(ProxyRefusedException.class, refused -> {
                assertThat(refused.proxy()).isEqualTo(squid.hostAndPort());
                assertThat(refused.wrong()).isFalse();
            });
            kept.keep(squid.hostAndPort(), new Credentials("tanaka", "wrong"));
            assertThatThrownBy(() -> ask(environment))
                    .isInstanceOfSatisfying(
                            ProxyRefusedException.class,
                            refused -> assertThat(refused.wrong()).isTrue());
            kept.keep(squid.hostAndPort(), new Credentials("tanaka", "s3cret"));
            assertThat(ask(environment).json()).isPresent();
            assertThat(server.requests())
                    .noneMatch(request -> request.toString().contains("s3cret")
                            || !request.header("Proxy-Authorization").isEmpty());
        }
    }

    /** A36, TR4: what a proxy says of itself, a page of its own, is nobody's metadata and no file. */
    @Test
    void an_error_page_of_the_proxy_is_no_answer_of_the_server() throws Exception {
        try (Squid squid = squid(Asks.NOBODY);
                DeafPort deaf = new DeafPort()) {
            Map<String, String> environment = Map.of("http_proxy", squid.hostAndPort());
            URI site = URI.create("http://site.example:" + deaf.number() + "/v1/x");
            try (Calls calls =
                    new Calls(new Connections(DownloadLimits.standard(), new Proxies(environment, null), kept))) {
                Calls.Answer answer = calls.ask("GET", site, Optional.empty(), Duration.ofSeconds(60), () -> false);
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.json()).isEmpty();
            }
        }
    }
}
