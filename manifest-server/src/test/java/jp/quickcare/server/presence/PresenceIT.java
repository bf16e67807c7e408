package jp.quickcare.server.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.server.database.Database;
import jp.quickcare.server.database.DatabaseLocation;
import jp.quickcare.server.live.Changes;
import jp.quickcare.server.serve.RepositoryServer;
import jp.quickcare.server.settings.ServerSettings;
import jp.quickcare.server.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A8: who is there, over real connections. */
class PresenceIT {
    /** With threads of its own, few and always as many, so that what the server's waiting costs can be counted. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newFixedThreadPool(8, task -> {
                Thread thread = new Thread(task, "presence-client");
                thread.setDaemon(true);
                return thread;
            }))
            .build();

    @TempDir
    private Path site = Path.of("");

    private Path timestamp = Path.of("");
    private final List<AutoCloseable> open = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Presence presence;

    private String address = "";

    @BeforeEach
    void begin() throws Exception {
        Files.createDirectories(site.resolve("repository/site/metadata"));
        timestamp = site.resolve("repository/site/metadata/timestamp.json");
        Files.writeString(timestamp, "one");
        Database database = Engine.SQLITE.open(site);
        open.add(database);
        presence = serve(database);
    }

    private Presence serve(Database database) throws Exception {
        Presence made = new Presence(
                database, timestamp, Clock.systemUTC(), new Changes(), seen -> {}, () -> Duration.ofSeconds(10));
        RepositoryServer server = RepositoryServer.start(
                site.resolve("repository"),
                ServerSettings.STANDARD.at(0, Optional.of("127.0.0.1")),
                List.of(made.area()));
        open.add(0, server);
        address = "http://127.0.0.1:" + server.address().getPort();
        return made;
    }

    @AfterEach
    void end() throws Exception {
        presence.end();
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private static String body(String session, String pc, String known) {
        return "{\"client\":{\"id\":\"" + UUID.nameUUIDFromBytes(pc.getBytes(StandardCharsets.UTF_8)) + "\",\"pc\":\""
                + pc
                + "\",\"user\":\"田中\",\"app\":\"qc\",\"channel\":\"QC\",\"platform\":\"linux-x64\",\"launcher\":\"1.0.0\"},"
                + "\"session\":\"" + session + "\",\"program\":\"application\",\"processes\":2,\"siteTimestamp\":"
                + com.fasterxml.jackson.databind.node.TextNode.valueOf(known) + "}";
    }

    private CompletableFuture<HttpResponse<String>> ask(String session, String pc, String known, int wait) {
        return HTTP.sendAsync(
                HttpRequest.newBuilder(URI.create(address + "/v1/presence?wait=" + wait))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body(session, pc, known)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String tag(String content) {
        return "\"" + Sha256.of(content.getBytes(StandardCharsets.UTF_8)).hex() + "\"";
    }

    private static void soon(BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it does not come").isLessThan(end);
            Thread.sleep(10);
        }
    }

    /** A8 */
    @Test
    void a_program_is_shown_with_all_that_is_known_of_it() throws Exception {
        Instant before = Instant.now().minusMillis(1);
        String session = UUID.randomUUID().toString();
        HttpResponse<String> answer = ask(session, "PC-07", "", 30).get(120, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"siteTimestamp\":" + com.fasterxml.jackson.databind.node.TextNode.valueOf(tag("one")))
                .contains("\"waitSeconds\":30");
        assertThat(presence.all()).singleElement().satisfies(present -> {
            assertThat(present.pc()).isEqualTo("PC-07");
            assertThat(present.user()).isEqualTo("田中");
            assertThat(present.program()).isEqualTo("application");
            assertThat(present.processes()).isEqualTo(2);
            assertThat(present.session()).isEqualTo(session);
            assertThat(present.lastAccess()).isBetween(before, Instant.now());
        });
        HTTP.send(
                HttpRequest.newBuilder(URI.create(address + "/v1/presence/" + session))
                        .DELETE()
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        assertThat(presence.all()).isEmpty();
    }

    /** A8: a new offer is told at once to all who wait, and nobody costs a thread. */
    @Test
    void all_who_wait_hear_of_a_new_timestamp_and_none_costs_a_thread() throws Exception {
        int threads = Thread.activeCount();
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            waiting.add(ask(UUID.randomUUID().toString(), "PC-" + i, tag("one"), 60));
        }
        soon(() -> presence.all().size() == 300);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        assertThat(Thread.activeCount()).isLessThan(threads + 150);

        Path next = site.resolve("next");
        Files.writeString(next, "two");
        Files.move(next, timestamp, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        presence.look();

        for (CompletableFuture<HttpResponse<String>> one : waiting) {
            HttpResponse<String> answer = one.get(120, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .contains(Sha256.of("two".getBytes(StandardCharsets.UTF_8)).hex());
        }
        assertThat(presence.all()).as("an answered one is still there").hasSize(300);
    }

    /** A8: gone at once when the connection closes; a newer request of the same run keeps it. */
    @Test
    void a_program_whose_connection_closes_is_gone_at_once() throws Exception {
        String session = UUID.randomUUID().toString();
        Socket first = hold(session);
        soon(() -> presence.all().size() == 1);
        Instant seen = presence.all().get(0).lastAccess();
        Thread.sleep(10);
        try (Socket second = hold(session)) {
            soon(() -> presence.all().get(0).lastAccess().isAfter(seen));
            first.close();
            Thread.sleep(200);
            assertThat(presence.all()).as("it came by another connection").hasSize(1);
            assertThat(second.isConnected()).isTrue();
        }
        soon(() -> presence.all().isEmpty());
    }

    private Socket hold(String session) throws IOException {
        URI at = URI.create(address);
        Socket socket = new Socket(at.getHost(), at.getPort());
        send(socket, body(session, "PC-1", tag("one")));
        return socket;
    }

    private static void send(Socket socket, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream()
                .write(("POST /v1/presence?wait=60 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                + "Content-Length: " + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
    }

    /** One whole answer, of which the next one's beginning is no part. */
    private static String answer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("the connection goes on behind %s", head).isNotNegative();
            head.append((char) next);
        }
        int length = Integer.parseInt(head.toString().replaceFirst("(?is).*\ncontent-length: *(\\d+).*", "$1"));
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** A8: one connection carries one wait after the other. */
    @Test
    void a_connection_that_waited_is_used_again() throws Exception {
        String session = UUID.randomUUID().toString();
        try (Socket socket = hold(session)) {
            for (String content : List.of("two", "three", "four")) {
                soon(() -> presence.all().size() == 1);
                Thread.sleep(100);
                Files.writeString(site.resolve("next"), content);
                Files.move(site.resolve("next"), timestamp, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
                presence.look();
                assertThat(answer(socket.getInputStream())).startsWith("HTTP/1.1 200");
                send(socket, body(session, "PC-1", tag(content)));
            }
        }
        soon(() -> presence.all().isEmpty());
    }

    /** A8: what cannot be right is refused, and shows nobody. */
    @Test
    void malformed_requests_show_nobody() throws Exception {
        String good = body(UUID.randomUUID().toString(), "PC-1", "");
        List<String> bad = List.of(
                good.replace("application\",\"processes", "word\",\"processes"),
                good.replace("\"processes\":2", "\"processes\":-1"),
                good.replace("\"processes\":2", "\"processes\":1e3"),
                good.replace("PC-1", "PC\\u0007"),
                good.replace("PC-1", "x".repeat(257)),
                good.replaceFirst("\"session\":\"[^\"]*\"", "\"session\":\"../x\""),
                good.replace("\"client\"", "\"nobody\""),
                good + "{}",
                "[]",
                "");
        for (String one : bad) {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(address + "/v1/presence?wait=0"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(one))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(one).isEqualTo(400);
        }
        for (String wait : List.of("61", "-1", "x", "999999999999")) {
            assertThat(HTTP.send(
                                    HttpRequest.newBuilder(URI.create(address + "/v1/presence?wait=" + wait))
                                            .header("Content-Type", "application/json")
                                            .POST(HttpRequest.BodyPublishers.ofString(good))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(400);
        }
        assertThat(presence.all()).isEmpty();
    }

    /** A8, F6: servers that share a database show each other's; those of a server that ends are gone. */
    @Test
    void servers_that_share_a_database_show_each_other_s() throws Exception {
        DatabaseLocation shared = Engine.POSTGRESQL.location(site);
        try (Database one = Database.open(site.resolve("one"), shared);
                Database two = Database.open(site.resolve("two"), shared)) {
            Presence first = serve(one);
            String session = UUID.randomUUID().toString();
            assertThat(ask(session, "PC-1", "", 0).get(120, TimeUnit.SECONDS).statusCode())
                    .isEqualTo(200);
            Presence second = serve(two);
            assertThat(ask(UUID.randomUUID().toString(), "PC-2", "", 0)
                            .get(120, TimeUnit.SECONDS)
                            .statusCode())
                    .isEqualTo(200);
            first.share();
            second.share();
            assertThat(first.all()).extracting(Present::pc).containsExactly("PC-1", "PC-2");
            assertThat(second.all()).extracting(Present::pc).containsExactly("PC-1", "PC-2");
            assertThat(second.all().get(0).session()).isEqualTo(session);
            first.leave();
            assertThat(second.all()).extracting(Present::pc).containsExactly("PC-2");
        }
    }
}
