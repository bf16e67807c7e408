package jp.quickcare.launcher.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import jp.quickcare.launcher.click.DeafPort;
import jp.quickcare.launcher.connection.ConnectionChange.Wanted;
import jp.quickcare.launcher.connection.Trouble.Kind;
import jp.quickcare.launcher.fetch.DownloadLimits;
import jp.quickcare.launcher.fetch.WarmJava;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.update.Installation;
import jp.quickcare.manifest.tuf.TestRepository;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A28: another connection is tried before it is kept, and says in which way it fails. */
@Timeout(300)
class ConnectionChangeIT {
    private static final DownloadLimits QUICK = new DownloadLimits(
            Duration.ofSeconds(2), Duration.ofSeconds(2), 0, Duration.ofSeconds(2), Duration.ofSeconds(2), 1, 1);
    private static final String BEFORE =
            "# A line of the administrator's.\nserver=http://before/\napp=qc\nchannel=QC\nplatform=any\njava=/opt/java\n";

    @TempDir
    private Path folder;

    private Home home;
    /** Who answers has the time of an update for it; only silence need not be waited for so long. */
    private DownloadLimits limits = DownloadLimits.standard();

    @BeforeAll
    static void what_transfers_need_is_loaded() {
        WarmJava.transfers();
    }

    @BeforeEach
    void install() throws IOException {
        home = new Home(folder.resolve("home"));
        Files.createDirectories(home.state());
        Files.writeString(home.settings(), BEFORE);
    }

    private Trouble trouble(String servers) throws Exception {
        return trouble(new Wanted(Optional.of(servers), Optional.empty(), Optional.empty()));
    }

    private Trouble trouble(Wanted wanted) throws Exception {
        Trouble trouble = new ConnectionChange(Installation.open(home), limits)
                .keep(wanted)
                .orElseThrow();
        // Nothing was kept, and both languages have a sentence for it.
        assertThat(Files.readString(home.settings())).isEqualTo(BEFORE);
        for (Locale language : new Locale[] {Locale.ENGLISH, Locale.JAPANESE}) {
            String sentence = Messages.in(language)
                    .say("connection." + trouble.kind().name(), trouble.facts().toArray());
            assertThat(sentence).doesNotContain("{").doesNotContain("secret");
        }
        return trouble;
    }

    /** A28 */
    @Test
    void a_name_that_nobody_knows() throws Exception {
        assertThat(trouble("http://nowhere.invalid/").kind()).isEqualTo(Kind.NAME_NOT_FOUND);
    }

    /** A28 */
    @Test
    void a_computer_on_which_nothing_listens() throws Exception {
        try (DeafPort deaf = new DeafPort()) {
            Trouble trouble = trouble("http://localhost:" + deaf.number() + "/");
            assertThat(trouble.kind()).isEqualTo(Kind.REFUSED);
            assertThat(trouble.facts()).containsExactly("localhost:" + deaf.number());
        }
    }

    /** A28, TR2 */
    @Test
    void a_server_that_never_answers() throws Exception {
        limits = QUICK;
        try (ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertThat(trouble("http://localhost:" + socket.getLocalPort() + "/")
                            .kind())
                    .isEqualTo(Kind.NO_ANSWER);
        }
    }

    /** A28, A36, TR6 */
    @Test
    void another_service_or_a_captive_portal() throws Exception {
        assertThat(portal(200, "text/html", "<html>Welcome</html>")).isEqualTo(Kind.NOT_OUR_SERVER);
        assertThat(portal(200, "application/json", "{}")).isEqualTo(Kind.NOT_OUR_SERVER);
        assertThat(portal(404, "text/plain", "no")).isEqualTo(Kind.NOT_OUR_SERVER);
        assertThat(portal(500, "text/plain", "no")).isEqualTo(Kind.NOT_OUR_SERVER);
    }

    private Kind portal(int status, String type, String body) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        answer(server, status, type, body);
        try {
            return trouble("http://localhost:" + server.getAddress().getPort() + "/")
                    .kind();
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpServer server, int status, String type, String body) {
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    /** A28, TR9: signed by nobody that this PC knows. */
    @Test
    void a_certificate_of_an_unknown_authority() throws Exception {
        assertThat(tls("CN=localhost", 30)).isEqualTo(Kind.CERTIFICATE);
    }

    private Kind tls(String name, int days) throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        name,
                        "-validity",
                        Integer.toString(days),
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        answer(server, 200, "application/json", "{}");
        try {
            return trouble("https://localhost:" + server.getAddress().getPort() + "/")
                    .kind();
        } finally {
            server.stop(0);
        }
    }

    /** A28 */
    @Test
    void what_is_no_setting_names_what_is_allowed() throws Exception {
        assertThat(trouble("ftp://server/").kind()).isEqualTo(Kind.SETTING);
        assertThat(trouble(new Wanted(Optional.empty(), Optional.of("no blanks"), Optional.empty()))
                        .kind())
                .isEqualTo(Kind.SETTING);
        assertThat(trouble(new Wanted(Optional.empty(), Optional.empty(), Optional.of("relative")))
                        .kind())
                .isEqualTo(Kind.SETTING);
    }

    /** A24, A28 */
    @Test
    void a_staging_folder_that_cannot_be_written_to() throws Exception {
        String nowhere = folder.resolve("nowhere").toString();
        assertThat(trouble(new Wanted(Optional.empty(), Optional.empty(), Optional.of(nowhere)))
                        .kind())
                .isEqualTo(Kind.STAGING);
    }

    /** A28: what this PC keeps cannot be read; the server is not at fault. */
    @Test
    void an_installation_that_cannot_be_read_is_not_told_of_the_server() throws Exception {
        TestRepository site = new TestRepository();
        site.publish();
        byte[] root = site.file("1.root.json");
        Files.createDirectories(home.siteTrust().resolve("1.root.json"));
        assertThat(portal(200, "application/json", new String(root, StandardCharsets.UTF_8)))
                .isEqualTo(Kind.DISK);
    }
}
