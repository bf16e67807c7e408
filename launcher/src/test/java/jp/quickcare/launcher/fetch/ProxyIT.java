package jp.quickcare.launcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.launcher.proxy.KeptCredentials;
import jp.quickcare.launcher.proxy.Proxies;
import jp.quickcare.launcher.proxy.ProxyRefusedException;
import jp.quickcare.launcher.talk.Credentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A36: a server behind a proxy, with and without a password. The name of the server is known to the proxy only. */
class ProxyIT {
    private static final URI SERVER = URI.create("http://site.example/v1/x");
    private static final String RIGHT =
            "Basic " + Base64.getEncoder().encodeToString("tanaka:s3cret".getBytes(StandardCharsets.US_ASCII));

    @TempDir
    private Path folder;

    private KeptCredentials kept;
    private RawServer proxy;

    @BeforeEach
    void serve() throws IOException {
        kept = new KeptCredentials(folder.resolve("proxies"));
        proxy = new RawServer(
                (request, wire) -> wire.ok("application/json", "{\"a\":1}".getBytes(StandardCharsets.US_ASCII)));
    }

    @AfterEach
    void end() throws IOException {
        proxy.close();
    }

    private void withPassword() {
        proxy.answer((request, wire) -> {
            if (request.header("Proxy-Authorization").equals(RIGHT)) {
                wire.ok("application/json", "{\"a\":1}".getBytes(StandardCharsets.US_ASCII));
            } else {
                wire.head(
                        "407 Proxy Authentication Required",
                        "Proxy-Authenticate: Basic realm=\"proxy\"",
                        "Content-Length: 0");
            }
        });
    }

    private Calls.Answer ask(String userInfo) throws IOException {
        Map<String, String> environment = Map.of(
                "http_proxy", "http://" + userInfo + "127.0.0.1:" + proxy.uri().getPort());
        try (Calls calls =
                new Calls(new Connections(DownloadLimits.standard(), new Proxies(environment, null), kept))) {
            return calls.ask("GET", SERVER, Optional.empty(), Duration.ofSeconds(60), () -> false);
        }
    }

    /** A36 */
    @Test
    void the_proxy_is_asked_for_the_server() throws Exception {
        assertThat(ask("").json()).isPresent();
        assertThat(proxy.requests()).extracting(RawServer.Request::path).containsExactly(SERVER.toString());
        assertThat(proxy.requests().get(0).header("Proxy-Authorization")).isEmpty();
    }

    /** A36 */
    @Test
    void a_proxy_that_wants_a_password_gets_that_of_its_address_or_the_kept_one() throws Exception {
        withPassword();
        assertThat(ask("tanaka:s3cret@").json()).isPresent();
        kept.keep("127.0.0.1:" + proxy.uri().getPort(), new Credentials("tanaka", "s3cret"));
        assertThat(ask("").json()).isPresent();
    }

    /** A36 */
    @Test
    void a_refusal_names_the_proxy_and_says_whether_it_was_told_something() {
        withPassword();
        String shown = "127.0.0.1:" + proxy.uri().getPort();
        assertThatThrownBy(() -> ask("")).isInstanceOfSatisfying(ProxyRefusedException.class, refused -> {
            assertThat(refused.proxy()).isEqualTo(shown);
            assertThat(refused.wrong()).isFalse();
        });
        assertThatThrownBy(() -> ask("tanaka:wrong@")).isInstanceOfSatisfying(ProxyRefusedException.class, refused -> {
            assertThat(refused.wrong()).isTrue();
            assertThat(refused).hasMessageNotContaining("wrong@").hasMessageNotContaining("tanaka");
        });
    }

    /** A36: credentials are for the proxy; a server that asks for some gets none. */
    @Test
    void a_server_never_hears_what_the_proxy_is_told() throws Exception {
        proxy.answer((request, wire) ->
                wire.head("401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"", "Content-Length: 0"));
        assertThat(ask("tanaka:s3cret@").status()).isEqualTo(401);
        assertThat(proxy.requests())
                .noneMatch(request -> !request.header("Authorization").isEmpty());
    }
}
