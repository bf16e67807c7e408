package jp.quickcare.server.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertow.Undertow;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.settings.ServerSettings;
import jp.quickcare.server.settings.Tls;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TR9 on the server's side, with certificates made by OpenSSL. */
class TlsIT {
    private static final int LARGE_BYTES = 20_000_000;

    @TempDir
    private Path temp;

    private ServedFolder folder;
    private Sha256 large;

    @BeforeEach
    void publish() throws Exception {
        folder = new ServedFolder(Files.createDirectories(temp.resolve("repository")));
        large = folder.object(ServedFolder.content(LARGE_BYTES, 1));
        folder.write("site/metadata/timestamp.json", new byte[] {'{', '}'});
        make("site", "EC", 30);
    }

    /** A certificate for localhost and its key, in PEM and in PKCS#12. */
    private void make(String name, String algorithm, int days) throws Exception {
        String[] kind = algorithm.equals("EC")
                ? new String[] {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"}
                : new String[] {"-newkey", algorithm.equals("RSA") ? "rsa:2048" : "ed25519"};
        run(
                "openssl",
                "req",
                "-x509",
                kind,
                "-nodes",
                "-keyout",
                name + ".key",
                "-out",
                name + ".pem",
                "-subj",
                "/CN=localhost",
                "-days",
                Integer.toString(days),
                "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1");
    }

    private void run(Object... words) throws Exception {
        List<String> command = java.util.Arrays.stream(words)
                .flatMap(word -> word instanceof String[] several
                        ? java.util.Arrays.stream(several)
                        : java.util.stream.Stream.of((String) word))
                .toList();
        Process process = new ProcessBuilder(command)
                .directory(temp.toFile())
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(told).isZero();
    }

    private Tls pem(boolean redirect) {
        return new Tls(0, new Tls.Pem(temp.resolve("site.pem"), temp.resolve("site.key")), redirect);
    }

    private RepositoryServer serve(Tls tls) throws ServerFailure {
        return RepositoryServer.start(folder.root(), settings(tls, Duration.ofSeconds(5)), List.of());
    }

    private static ServerSettings settings(Tls tls, Duration timeout) {
        return ServerSettings.STANDARD
                .at(0, Optional.of("127.0.0.1"))
                .with(Optional.of(tls))
                .with(timeout);
    }

    private SSLContext trusting(String name) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("site", certificate(name));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private X509Certificate certificate(String name) throws Exception {
        try (var in = Files.newInputStream(temp.resolve(name + ".pem"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private HttpResponse<byte[]> get(RepositoryServer server, String certificate, String path) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().sslContext(trusting(certificate)).build();
        URI uri = URI.create(
                "https://localhost:" + server.tlsAddress().orElseThrow().getPort() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private String largePath() {
        return "/" + PublishedFiles.pathOf(large, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void small_and_large_files_come_by_https(String algorithm) throws Exception {
        make("site", algorithm, 30);
        try (RepositoryServer server = serve(pem(false))) {
            assertThat(get(server, "site", "/site/metadata/timestamp.json").body())
                    .hasSize(2);
            assertThat(Sha256.of(get(server, "site", largePath()).body())).isEqualTo(large);
            try (RawClient plain = new RawClient(server.address())) {
                assertThat(plain.get("/site/metadata/timestamp.json").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void a_keystore_does_as_well() throws Exception {
        run(
                "openssl",
                "pkcs12",
                "-export",
                "-in",
                "site.pem",
                "-inkey",
                "site.key",
                "-out",
                "site.p12",
                "-passout",
                "pass:geheim");
        try (RepositoryServer server = serve(new Tls(0, new Tls.Pkcs12(temp.resolve("site.p12"), "geheim"), false))) {
            assertThat(get(server, "site", "/healthz").statusCode()).isEqualTo(200);
        }
        assertThatThrownBy(() -> serve(new Tls(0, new Tls.Pkcs12(temp.resolve("site.p12"), "wrong"), false)))
                .hasMessageContaining("tlsKeystorePassword is not its password")
                .message()
                .doesNotContain("wrong");
    }

    @Test
    void old_protocols_are_not_spoken() throws Exception {
        try (RepositoryServer server = serve(pem(false))) {
            assertThat(openssl(server, "-tls1_1"))
                    .doesNotContain("Cipher is ECDHE")
                    .contains("alert");
            assertThat(openssl(server, "-tls1_2")).contains("Cipher is ECDHE");
            assertThat(openssl(server, "-tls1_3")).contains("Cipher is TLS_");
            try (SSLSocket socket = (SSLSocket) trusting("site")
                    .getSocketFactory()
                    .createSocket("127.0.0.1", server.tlsAddress().orElseThrow().getPort())) {
                socket.startHandshake();
                assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
            }
        }
    }

    private String openssl(RepositoryServer server, String protocol) throws Exception {
        Process process = new ProcessBuilder(
                        "openssl",
                        "s_client",
                        "-connect",
                        "127.0.0.1:" + server.tlsAddress().orElseThrow().getPort(),
                        protocol,
                        "-cipher",
                        "ALL:@SECLEVEL=0")
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return told;
    }

    @Test
    void a_renewed_certificate_is_shown_without_a_restart_and_a_bad_one_changes_nothing() throws Exception {
        try (RepositoryServer server = serve(pem(false))) {
            assertThat(get(server, "site", "/healthz").statusCode()).isEqualTo(200);
            Files.writeString(temp.resolve("site.key"), "half a fi");
            make("next", "RSA", 60);
            TimeUnit.MILLISECONDS.sleep(1_500);
            assertThat(get(server, "site", "/healthz").statusCode()).isEqualTo(200);
            Files.copy(
                    temp.resolve("next.pem"),
                    temp.resolve("site.pem"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Files.copy(
                    temp.resolve("next.key"),
                    temp.resolve("site.key"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            while (!isShown(server, "next") && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(isShown(server, "next")).isTrue();
        }
    }

    private boolean isShown(RepositoryServer server, String certificate) throws Exception {
        try {
            return get(server, certificate, "/healthz").statusCode() == 200;
        } catch (SSLException e) {
            return false;
        }
    }

    @Test
    void http_is_sent_on_to_https_where_so_set() throws Exception {
        try (RepositoryServer server = serve(pem(true));
                RawClient plain = new RawClient(server.address())) {
            int port = server.tlsAddress().orElseThrow().getPort();
            RawClient.Answer answer = plain.get(largePath());
            assertThat(answer.status()).isEqualTo(308);
            assertThat(answer.header("Location")).isEqualTo("https://test:" + port + largePath());
            assertThat(plain.post("/v1/files?a=b", "{}").header("Location"))
                    .isEqualTo("https://test:" + port + "/v1/files?a=b");
            assertThat(plain.get("/healthz").status()).isEqualTo(200);
            assertThat(get(server, "site", largePath()).body()).hasSize(LARGE_BYTES);
        }
        try (RepositoryServer server = serve(pem(true));
                RawClient evil = new RawClient(server.address())) {
            evil.send("GET / HTTP/1.1\r\nHost: evil.example/x?\r\n\r\n");
            assertThat(evil.read(true).header("Location")).doesNotContain("evil");
        }
    }

    /** SA4: only where the browser would find HTTPS at the standard port; and taken back when it is not wanted any more */
    @Test
    void a_browser_is_told_to_come_by_https_where_both_ports_are_the_standard_ones() throws Exception {
        assertThat(strict(true, 80, 443)).isEqualTo("max-age=86400");
        assertThat(strict(false, 80, 443)).isEqualTo("max-age=0");
        assertThat(strict(true, 8080, 443)).isEmpty();
        assertThat(strict(true, 80, 8443)).isEmpty();
    }

    /** What is said by HTTPS where the server thinks that these are its ports. */
    private String strict(boolean redirect, int plainPort, int tlsPort) throws Exception {
        try (TlsIdentity identity = TlsIdentity.watch(pem(redirect).identity())) {
            Undertow server = Undertow.builder()
                    .addHttpsListener(0, "127.0.0.1", identity.context())
                    .setHandler(new ToTls(exchange -> exchange.endExchange(), () -> redirect, plainPort, () -> tlsPort))
                    .build();
            server.start();
            try {
                InetSocketAddress address =
                        (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
                return HttpClient.newBuilder()
                        .sslContext(trusting("site"))
                        .build()
                        .send(
                                HttpRequest.newBuilder(URI.create("https://localhost:" + address.getPort() + "/"))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .headers()
                        .firstValue("Strict-Transport-Security")
                        .orElse("");
            } finally {
                server.stop();
            }
        }
    }

    /** A2 */
    @Test
    void a_peer_that_is_silent_on_the_https_port_is_sent_away() throws Exception {
        try (RepositoryServer server = serve(pem(false));
                RawClient silent = new RawClient(server.tlsAddress().orElseThrow());
                RawClient nonsense = new RawClient(server.tlsAddress().orElseThrow())) {
            nonsense.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
            assertThat(ends(nonsense)).isTrue();
            assertThat(ends(silent)).isTrue();
            assertThat(get(server, "site", "/healthz").statusCode()).isEqualTo(200);
        }
    }

    /** A13 */
    @Test
    void another_time_limit_and_whether_http_is_sent_on_count_without_a_restart() throws Exception {
        Tls tls = pem(true);
        try (RepositoryServer server =
                RepositoryServer.start(folder.root(), settings(tls, Duration.ofMinutes(10)), List.of())) {
            server.settings(settings(pem(false), Duration.ofSeconds(4)));
            try (RawClient plain = new RawClient(server.address());
                    RawClient silent = new RawClient(server.address())) {
                assertThat(plain.get(largePath()).status()).isEqualTo(200);
                assertThat(ends(silent)).isTrue();
            }
            server.settings(settings(tls, Duration.ofMinutes(10)));
            try (RawClient plain = new RawClient(server.address())) {
                assertThat(plain.get(largePath()).status()).isEqualTo(308);
            }
        }
    }

    private static boolean ends(RawClient client) {
        try {
            byte[] buffer = new byte[100];
            int count = 0;
            while (count >= 0) {
                count = client.read(buffer);
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void files_that_cannot_be_used_are_told_in_one_sentence() throws Exception {
        make("other", "EC", 30);
        make("modern", "ed25519", 30);
        run("openssl", "ec", "-in", "site.key", "-out", "old.key");
        assertThatThrownBy(() -> serve(pem("none.pem", "site.key"))).hasMessageContaining("tlsCertificate: the file");
        assertThatThrownBy(() -> serve(pem("site.pem", "none.key"))).hasMessageContaining("tlsKey: the file");
        assertThatThrownBy(() -> serve(pem("site.key", "site.key"))).hasMessageContaining("no certificate");
        assertThatThrownBy(() -> serve(pem("site.pem", "site.pem"))).hasMessageContaining("no private key");
        assertThatThrownBy(() -> serve(pem("site.pem", "other.key"))).hasMessageContaining("does not belong to");
        assertThatThrownBy(() -> serve(pem("modern.pem", "modern.key"))).hasMessageContaining("takes RSA and EC");
        assertThatThrownBy(() -> serve(pem("site.pem", "old.key"))).hasMessageContaining("openssl pkcs8 -topk8");
    }

    private Tls pem(String certificate, String key) {
        return new Tls(0, new Tls.Pem(temp.resolve(certificate), temp.resolve(key)), false);
    }
}
