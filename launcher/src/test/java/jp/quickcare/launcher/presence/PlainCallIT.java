package jp.quickcare.launcher.presence;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.fetch.RawServer;
import jp.quickcare.launcher.proxy.KeptCredentials;
import jp.quickcare.launcher.proxy.Proxies;
import jp.quickcare.launcher.talk.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A8, A36: who is there is told through a proxy too. */
class PlainCallIT {
    private static final String PASSWORD =
            "Basic " + Base64.getEncoder().encodeToString("tanaka:s3cret".getBytes(US_ASCII));
    private static final URI SERVER = URI.create("http://site.example/v1/presence");

    @TempDir
    private Path folder;

    private static void proxy(RawServer.Request request, RawServer.Wire wire) throws IOException {
        if (request.header("Proxy-Authorization").equals(PASSWORD)) {
            wire.ok("application/json", "{}".getBytes(US_ASCII));
        } else {
            wire.head(
                    "407 Proxy Authentication Required",
                    "Proxy-Authenticate: Basic realm=\"squid\"",
                    "Content-Length: 0",
                    "Connection: close");
        }
    }

    /** A8, A36 */
    @Test
    void a_proxy_is_told_what_it_was_told_before_and_only_when_it_asks() throws Exception {
        KeptCredentials kept = new KeptCredentials(folder.resolve("proxies"));
        try (RawServer proxy = new RawServer(PlainCallIT::proxy)) {
            String way = proxy.uri().getAuthority();
            Proxies proxies = new Proxies(Map.of("http_proxy", way), null);
            try (PlainCall unknown = new PlainCall(proxies, kept)) {
                assertThat(unknown.post(SERVER, new byte[2], 20_000).status()).isEqualTo(407);
            }
            kept.keep(way, new Credentials("tanaka", "s3cret"));
            try (PlainCall call = new PlainCall(proxies, kept)) {
                assertThat(call.post(SERVER, new byte[2], 20_000).json()).isPresent();
                assertThat(call.post(SERVER, new byte[2], 20_000).json()).isPresent();
            }
            assertThat(proxy.requests())
                    .extracting(request -> request.header("Proxy-Authorization"))
                    .containsExactly("", "", PASSWORD, PASSWORD);
        }
    }

    /** A8: the connection says that somebody is there, so it ends at once, at whatever moment it is ended. */
    @Test
    void a_question_that_is_given_up_ends_whatever_is_done_at_that_moment() throws Exception {
        Random random = new Random(8);
        try (RawServer silent = new RawServer((request, wire) -> {})) {
            for (int i = 0; i < 300; i++) {
                PlainCall call = new PlainCall();
                Thread asking = new Thread(() -> ask(call, silent.uri()), "asking");
                asking.setDaemon(true);
                asking.start();
                while (silent.requests().size() <= i) {
                    Thread.onSpinWait();
                }
                long moment = System.nanoTime() + random.nextInt(200_000);
                while (System.nanoTime() < moment) {
                    Thread.onSpinWait();
                }
                call.close();
                asking.join(TimeUnit.SECONDS.toMillis(50));
                assertThat(asking.isAlive()).as("goes on, the %dth time", i).isFalse();
            }
        }
    }

    private static void ask(PlainCall call, URI server) {
        try {
            call.post(server, new byte[2], 60_000);
        } catch (IOException e) {
            // As it should be.
            return;
        }
    }

    /** A36: what opens the proxy is for nobody else. */
    @Test
    void a_server_that_is_reached_directly_hears_no_password_of_a_proxy() throws Exception {
        KeptCredentials kept = new KeptCredentials(folder.resolve("proxies"));
        try (RawServer proxy = new RawServer(PlainCallIT::proxy);
                RawServer direct =
                        new RawServer((request, wire) -> wire.ok("application/json", "{}".getBytes(US_ASCII)))) {
            String way = proxy.uri().getAuthority();
            kept.keep(way, new Credentials("tanaka", "s3cret"));
            try (PlainCall call = new PlainCall(new Proxies(Map.of("http_proxy", way), null), kept)) {
                assertThat(call.post(SERVER, new byte[2], 20_000).json()).isPresent();
                assertThat(call.post(direct.uri().resolve("/v1/presence"), new byte[2], 20_000)
                                .json())
                        .isPresent();
            }
            assertThat(direct.requests())
                    .singleElement()
                    .satisfies(request ->
                            assertThat(request.header("Proxy-Authorization")).isEmpty());
        }
    }
}
