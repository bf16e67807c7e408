package jp.quickcare.launcher.presence;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.policy.LastCheck;
import jp.quickcare.launcher.policy.PolicyFiles;
import jp.quickcare.launcher.register.ShortcutPlace;
import jp.quickcare.launcher.report.LastState;
import jp.quickcare.launcher.report.Why;
import jp.quickcare.launcher.settings.Settings;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.json.StrictJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A8: who works with the application is known while it runs, and hears that something is new. */
@Timeout(300)
class PresenceIT {
    @TempDir
    private Path folder;

    private final BlockingQueue<JsonObject> asked = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> looked = new LinkedBlockingQueue<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile int status = 200;
    private volatile String type = "application/json";
    private volatile String answer = "";
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        Files.createDirectories(new Home(folder).state());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/v1/presence", exchange -> {
            try {
                asked.add(StrictJson.parseObject(exchange.getRequestBody().readAllBytes()));
                if (answer.isEmpty()) {
                    never.await();
                }
            } catch (jp.quickcare.manifest.json.JsonException | InterruptedException e) {
                throw new IOException(e);
            }
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        never.countDown();
        server.stop(0);
    }

    private Presence presence() {
        Settings settings = new Settings(
                List.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
                "qc",
                "QC",
                "any",
                Optional.empty(),
                Duration.ofSeconds(1),
                new ShortcutPlace.None());
        return new Presence(new Home(folder), settings, "1.0.0", true, () -> looked.add("looked"));
    }

    private static Thread run(Presence presence) {
        Thread thread = new Thread(presence);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void end(Presence presence, Thread thread) throws InterruptedException {
        presence.close();
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(120));
        assertThat(thread.isAlive()).isFalse();
    }

    /** A8 */
    @Test
    void one_question_is_held_open_and_broken_off_at_the_end() throws Exception {
        Presence presence = presence();
        Thread thread = run(presence);
        JsonObject question = asked.take();
        assertThat(question.object("client").string("user")).isEqualTo(System.getProperty("user.name"));
        assertThat(question.string("program")).isEqualTo("application");
        assertThat(question.integer("processes")).isPositive();
        assertThat(question.string("siteTimestamp")).isEmpty();
        end(presence, thread);
        assertThat(looked).isEmpty();
        assertThat(asked).isEmpty();
    }

    /** A6, A8 */
    @Test
    void something_new_is_looked_at_once() throws Exception {
        answer = "{\"siteTimestamp\":\"\\\"new\\\"\",\"waitSeconds\":30}";
        Presence presence = presence();
        Thread thread = run(presence);
        assertThat(looked.take()).isEqualTo("looked");
        assertThat(asked.take().string("siteTimestamp")).isEmpty();
        answer = "";
        JsonObject next = asked.poll(120, TimeUnit.SECONDS);
        assertThat(next.string("siteTimestamp")).isEqualTo("\"new\"");
        end(presence, thread);
        assertThat(looked).isEmpty();
    }

    /** A37: after a while without the server, somebody has to find out that it is back. */
    @Test
    void a_server_that_was_missed_is_looked_at_once_though_it_says_nothing_new() throws Exception {
        Home home = new Home(folder);
        var decision = LastCheck.Decision.UP_TO_DATE;
        PolicyFiles.write(
                home,
                new LastCheck(
                        decision, false, "1", "", 0, Map.of(), true, "\"same\"", "", "", "", false, 1_000, 1_000));
        Files.writeString(LastState.file(home), Why.NO_SERVER.code() + "\n\n\n");
        answer = "{\"siteTimestamp\":\"\\\"same\\\"\",\"waitSeconds\":30}";
        Presence presence = presence();
        Thread thread = run(presence);
        assertThat(looked.take()).isEqualTo("looked");
        end(presence, thread);
        assertThat(looked).isEmpty();
    }

    /** A8: a static host. */
    @ParameterizedTest
    @ValueSource(ints = {404, 405, 501})
    void a_host_that_knows_no_presence_is_asked_once(int code) throws Exception {
        status = code;
        answer = "no";
        Thread thread = run(presence());
        thread.join(TimeUnit.SECONDS.toMillis(120));
        assertThat(thread.isAlive()).isFalse();
        assertThat(asked).hasSize(1);
        assertThat(looked).isEmpty();
    }

    /** A36, PU3, TR6: nonsense makes no PC check, and is not asked for without end. */
    @ParameterizedTest
    @ValueSource(strings = {"<html/>", "{}", "[]", "{\"siteTimestamp\":7,\"waitSeconds\":1}"})
    void nonsense_is_no_news(String nonsense) throws Exception {
        answer = nonsense;
        type = nonsense.startsWith("<") ? "text/html" : "application/json";
        Presence presence = presence();
        Thread thread = run(presence);
        asked.take();
        assertThat(asked.poll(1, TimeUnit.SECONDS)).isNull();
        end(presence, thread);
        assertThat(looked).isEmpty();
    }
}
