package jp.quickcare.launcher.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.fetch.DownloadLimits;
import jp.quickcare.launcher.fetch.WarmJava;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.register.ShortcutPlace;
import jp.quickcare.launcher.settings.Settings;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.json.JsonString;
import jp.quickcare.manifest.json.StrictJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A site's server that hears reports, or does not; and the launchers of one PC. */
@Timeout(300)
abstract class HeardByASite {
    static final String MANIFEST = "ab".repeat(32);

    @TempDir
    Path folder;

    final List<JsonObject> heard = new CopyOnWriteArrayList<>();
    final List<String> clients = new CopyOnWriteArrayList<>();
    final List<Instant> sent = new CopyOnWriteArrayList<>();
    volatile int status = 204;
    volatile String refused = "nothing";
    volatile String known = "nobody";
    Home home;
    private HttpServer server;

    @BeforeAll
    static void what_transfers_need_is_loaded() {
        WarmJava.transfers();
    }

    @BeforeEach
    void serve() throws IOException {
        home = new Home(folder);
        Files.createDirectories(home.state());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/v1/reports", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (status == 204 && body.contains(refused)) {
                exchange.sendResponseHeaders(400, -1);
            } else if (status == 204 && body.contains(known)) {
                byte[] problem =
                        "{\"type\":\"urn:quickcare:problem:another-client\"}".getBytes(StandardCharsets.US_ASCII);
                exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
                exchange.sendResponseHeaders(403, problem.length);
                exchange.getResponseBody().write(problem);
            } else if (status == 204) {
                hear(body);
                exchange.sendResponseHeaders(204, -1);
            } else {
                exchange.getResponseHeaders().add("Content-Type", "text/html");
                exchange.sendResponseHeaders(status, 4);
                exchange.getResponseBody().write("<p/>".getBytes(StandardCharsets.US_ASCII));
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private void hear(String body) {
        try {
            JsonObject json = StrictJson.parseObject(body.getBytes(StandardCharsets.UTF_8));
            assertThat(json.object("client").string("app")).isEqualTo("qc");
            JsonObject client = json.object("client");
            clients.add(client.string("id") + " " + client.string("key"));
            heard.addAll(json.array("reports").objects());
            sent.add(Instant.parse(json.string("sent")));
        } catch (jp.quickcare.manifest.json.JsonException e) {
            throw new AssertionError(e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    Reports reports() {
        return reports(address(), Clock.systemUTC());
    }

    Reports reports(URI address, Clock clock) {
        Settings settings = new Settings(
                List.of(address), "qc", "QC", "any", Optional.empty(), Duration.ofSeconds(1), new ShortcutPlace.None());
        return new Reports(home, settings, "1.0.0", clock, DownloadLimits.standard());
    }

    /** A busy machine may need a later launcher for what one could not send on its way out. */
    void sendAll() {
        sendAll(Clock.systemUTC());
    }

    void sendAll(Clock clock) {
        try {
            for (int i = 0; i < 20 && status == 204 && !kept().isEmpty(); i++) {
                try (Reports later = reports(address(), clock)) {
                    later.send();
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A launcher that has ended its wait may still be at work behind that, for as long as its process lives. */
    static void awaitEndOfSending() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("reports")) {
                thread.join(TimeUnit.MINUTES.toMillis(2));
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    List<String> steps() {
        sendAll();
        return heard.stream().map(report -> text(report, "step")).toList();
    }

    static String text(JsonObject report, String name) {
        return report.find(name).map(value -> ((JsonString) value).value()).orElse("");
    }

    List<Path> kept() throws IOException {
        return new Spool(Reports.folder(home)).all();
    }

    static UpdateRecord begin(Reports reports) {
        return reports.begin("differential", "1.1.0", MANIFEST, Optional.of("1.0.0"), 4_711);
    }
}
