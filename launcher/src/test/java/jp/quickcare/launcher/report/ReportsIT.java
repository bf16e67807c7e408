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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.failure.ApplyFailure;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.SourceFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.fetch.DownloadLimits;
import jp.quickcare.launcher.fetch.WarmJava;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.progress.Step;
import jp.quickcare.launcher.register.ShortcutPlace;
import jp.quickcare.launcher.settings.Settings;
import jp.quickcare.manifest.json.JsonArray;
import jp.quickcare.manifest.json.JsonObject;
import jp.quickcare.manifest.json.JsonString;
import jp.quickcare.manifest.json.StrictJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A9, A10, A29: what becomes of an update is told, now or later, in order, and nobody waits for it. */
@Timeout(300)
class ReportsIT {
    private static final String MANIFEST = "ab".repeat(32);

    @TempDir
    private Path folder;

    private final List<JsonObject> heard = new CopyOnWriteArrayList<>();
    private final List<String> clients = new CopyOnWriteArrayList<>();
    private final List<Instant> sent = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private volatile String refused = "nothing";
    private volatile String known = "nobody";
    private Home home;
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

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private Reports reports() {
        return reports(address(), Clock.systemUTC());
    }

    private Reports reports(URI address, Clock clock) {
        Settings settings = new Settings(
                List.of(address), "qc", "QC", "any", Optional.empty(), Duration.ofSeconds(1), new ShortcutPlace.None());
        return new Reports(home, settings, "1.0.0", clock, DownloadLimits.standard());
    }

    /** A busy machine may need a later launcher for what one could not send on its way out. */
    private void sendAll() {
        sendAll(Clock.systemUTC());
    }

    private void sendAll(Clock clock) {
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
    private static void awaitEndOfSending() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("reports")) {
                thread.join(TimeUnit.MINUTES.toMillis(2));
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    private List<String> steps() {
        sendAll();
        return heard.stream().map(report -> text(report, "step")).toList();
    }

    private static String text(JsonObject report, String name) {
        return report.find(name).map(value -> ((JsonString) value).value()).orElse("");
    }

    private List<Path> kept() throws IOException {
        return new Spool(Reports.folder(home)).all();
    }

    private static UpdateRecord begin(Reports reports) {
        return reports.begin("differential", "1.1.0", MANIFEST, Optional.of("1.0.0"), 4_711);
    }

    private List<String> clientId() throws IOException {
        return Files.readAllLines(home.state().resolve("client-id"));
    }

    /** A29 */
    @Test
    void an_installation_keeps_the_number_it_has_from_a_launcher_without_keys() throws Exception {
        String id = "00000000-0000-4000-8000-000000000001";
        Files.writeString(home.state().resolve("client-id"), id + "\n");
        try (Reports reports = reports()) {
            begin(reports).succeeded();
        }
        assertThat(steps()).hasSize(2);
        assertThat(clientId()).hasSize(2).first().isEqualTo(id);
        assertThat(clients).containsOnly(id + " " + clientId().get(1));
    }

    /** A29: whose key was lost, or who is a copy, is locked out by nobody */
    @Test
    void where_the_server_knows_another_by_its_number_it_takes_a_new_one_and_is_heard() throws Exception {
        known = "00000000-0000-4000-8000-000000000001";
        Files.writeString(home.state().resolve("client-id"), known + "\n" + "k".repeat(43) + "\n");
        try (Reports reports = reports()) {
            begin(reports).succeeded();
        }
        assertThat(steps()).containsExactly("update-started", "update-ended");
        assertThat(clientId().get(0)).isNotEqualTo(known).matches("[0-9a-f-]{36}");
        assertThat(kept()).isEmpty();
    }

    /** A29: a server that knows nobody is no reason to be somebody else without end */
    @Test
    void it_takes_a_new_number_once_and_then_waits() throws Exception {
        known = "\"id\"";
        try (Reports reports = reports()) {
            begin(reports).succeeded();
        }
        awaitEndOfSending();
        String id = clientId().get(0);
        known = "nobody";
        assertThat(steps()).containsExactly("update-started", "update-ended");
        assertThat(clientId().get(0)).isEqualTo(id);
    }

    /** A9 */
    @Test
    void an_update_that_succeeds_is_told_from_start_to_end() throws Exception {
        try (Reports reports = reports()) {
            begin(reports).succeeded();
        }
        assertThat(steps()).containsExactly("update-started", "update-ended");
        JsonObject start = heard.get(0);
        assertThat(text(start, "mode")).isEqualTo("differential");
        assertThat(text(start, "release")).isEqualTo("1.1.0");
        assertThat(text(start, "from")).isEqualTo("1.0.0");
        assertThat(start.integer("bytes")).isEqualTo(4_711);
        assertThat(text(heard.get(1), "result")).isEqualTo("normal");
        assertThat(text(heard.get(1), "update")).isEqualTo(text(start, "update"));
        assertThat(kept()).isEmpty();
    }

    /** A10: what was gone on with is a warning, and the result says so. */
    @Test
    void an_update_with_a_warning_ends_abnormal() throws Exception {
        try (Reports reports = reports()) {
            UpdateRecord update = begin(reports);
            update.applyIgnored(List.of("app/a.jar"), List.of("soffice (12)"));
            update.succeeded();
        }
        assertThat(steps()).containsExactly("update-started", "apply-ignored", "update-ended");
        assertThat(heard.get(1).array("files")).isEqualTo(JsonArray.ofStrings(List.of("app/a.jar")));
        assertThat(heard.get(1).array("programs")).isEqualTo(JsonArray.ofStrings(List.of("soffice (12)")));
        assertThat(text(heard.get(2), "result")).isEqualTo("abnormal");
    }

    /** A6, A9, A25: neither finished nor failed, and of no use to say how long the update takes. */
    @Test
    void an_update_that_is_brought_and_put_in_place_later_is_told_as_just_that() throws Exception {
        try (Reports reports = reports()) {
            begin(reports).failed(new KeepFailure(FailureCode.AT_NEXT_START, "brought in advance", null, "1.1.0"));
        }
        assertThat(steps()).containsExactly("update-started", "update-ended");
        assertThat(text(heard.get(1), "result")).isEqualTo("brought");
    }

    /** A5, A10 */
    @Test
    void missing_files_are_named_but_not_all_of_very_many() throws Exception {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            many.add("lib/" + i + ".jar");
        }
        try (Reports reports = reports()) {
            UpdateRecord update = begin(reports);
            update.missingIgnored(many);
            update.putOff();
            update.failed(new KeepFailure(FailureCode.FILE_MISSING, "", null));
        }
        assertThat(steps()).containsExactly("update-started", "file-missing-ignored", "update-ended");
        assertThat(heard.get(1).array("files").strings()).hasSize(20);
        assertThat(heard.get(1).integer("count")).isEqualTo(30_000);
        assertThat(text(heard.get(2), "result")).isEqualTo("abnormal");
    }

    /** A10: every error of the table. */
    @Test
    void each_kind_of_failure_is_told_as_what_it_is() {
        UpdateFailure cancelled = new KeepFailure(FailureCode.CANCELLED, "", null);
        assertThat(told(Step.DOWNLOAD, true, cancelled)).isEqualTo("aborted waiting");
        assertThat(told(Step.DOWNLOAD, false, cancelled)).isEqualTo("aborted download");
        assertThat(told(
                        Step.DOWNLOAD,
                        false,
                        new SourceFailure(FailureCode.NO_SERVER, "x", new java.net.ConnectException())))
                .isEqualTo("no-answer ");
        assertThat(told(Step.DOWNLOAD, false, new SourceFailure(FailureCode.NO_SERVER, "x", new IOException())))
                .isEqualTo("download-failed ");
        assertThat(told(Step.DOWNLOAD, false, new KeepFailure(FailureCode.NO_SPACE, "x", null)))
                .isEqualTo("download-failed ");
        assertThat(told(Step.VERIFY, false, new KeepFailure(FailureCode.IN_USE, "x", null, "a.jar", "p")))
                .isEqualTo("apply-failed ");
        assertThat(told(Step.APPLY, false, new ApplyFailure(FailureCode.DISK, "x", null, "a.jar")))
                .isEqualTo("apply-failed ");
        assertThat(told(Step.REGISTER, false, new ApplyFailure(FailureCode.DISK, "x", null, "a")))
                .isEqualTo("version-store-failed ");
    }

    private String told(Step step, boolean waiting, UpdateFailure failure) {
        heard.clear();
        try (Reports reports = reports()) {
            UpdateRecord update = begin(reports);
            update.watching(Progress.SILENT).step(step);
            update.waiting(waiting);
            update.failed(failure);
        }
        assertThat(steps()).hasSize(3).startsWith("update-started").endsWith("update-ended");
        assertThat(text(heard.get(2), "result")).isEqualTo("failed");
        return steps().get(1) + " " + text(heard.get(1), "phase");
    }

    /** A29 */
    @Test
    void what_no_server_heard_is_told_by_a_later_launcher_in_order() throws Exception {
        URI nobody = URI.create("http://127.0.0.1:1/");
        Instant late = Instant.parse("2026-11-21T12:00:00Z");
        try (Reports reports = reports(nobody, Clock.fixed(late, java.time.ZoneOffset.UTC))) {
            begin(reports).succeeded();
        }
        // The clock was set back in the meantime.
        try (Reports reports = reports(nobody, Clock.fixed(late.minusSeconds(9_999), java.time.ZoneOffset.UTC))) {
            reports.rolledBack("1.1.0", MANIFEST, "1.0.0");
        }
        assertThat(kept()).hasSize(4);
        Instant later = late.plusSeconds(3_600);
        sendAll(Clock.fixed(later, java.time.ZoneOffset.UTC));
        assertThat(steps()).containsExactly("update-started", "update-ended", "rolled-back", "state");
        assertThat(sent).last().isEqualTo(later.truncatedTo(ChronoUnit.MILLIS));
        assertThat(kept()).isEmpty();
    }

    /** A36, TR6 */
    @Test
    void a_captive_portal_has_heard_nothing() throws Exception {
        status = 200;
        try (Reports reports = reports()) {
            begin(reports).succeeded();
        }
        assertThat(kept()).hasSize(2);
    }

    /** A29 */
    @Test
    void one_that_a_server_refuses_keeps_no_other_back() throws Exception {
        status = 503;
        try (Reports reports = reports()) {
            reports.state(Why.DISK, "poison", "");
            begin(reports).succeeded();
        }
        refused = "poison";
        status = 204;
        try (Reports reports = reports()) {
            reports.send();
        }
        assertThat(steps()).containsExactly("update-started", "update-ended");
        assertThat(kept()).isEmpty();
    }

    /** A37 */
    @Test
    void a_state_is_told_only_when_it_changes() {
        for (int i = 0; i < 3; i++) {
            try (Reports reports = reports()) {
                reports.state(Why.UPDATE_KNOWN, "", "1.1.0");
            }
        }
        try (Reports reports = reports()) {
            reports.state(Why.UP_TO_DATE, "", "");
        }
        sendAll();
        assertThat(heard.stream().map(report -> text(report, "why"))).containsExactly("update-known", "up-to-date");
        assertThat(text(heard.get(0), "offered")).isEqualTo("1.1.0");
    }

    /** A9: the next launcher ends the record of one that was killed. */
    @Test
    void the_record_of_a_killed_update_is_ended_by_the_next_launcher() {
        try (Reports reports = reports()) {
            begin(reports);
        }
        try (Reports reports = reports()) {
            reports.endUnfinished("cd".repeat(32));
            reports.endUnfinished("cd".repeat(32));
        }
        assertThat(steps()).containsExactly("update-started", "download-failed", "update-ended");
        assertThat(heard.stream().map(report -> text(report, "update")).distinct())
                .hasSize(1);
        heard.clear();
        try (Reports reports = reports()) {
            begin(reports);
            reports.endUnfinished(MANIFEST);
        }
        assertThat(steps()).containsExactly("update-started", "update-ended");
        assertThat(text(heard.get(1), "result")).isEqualTo("normal");
    }

    /** A9: progress is live and never kept. */
    @Test
    void progress_is_told_now_or_never() throws Exception {
        try (Reports reports = reports()) {
            UpdateRecord update = begin(reports);
            Progress progress = update.watching(Progress.SILENT);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            while (heard.stream().noneMatch(report -> text(report, "step").equals("progress"))
                    && System.nanoTime() < deadline) {
                progress.bytes(50, 100);
                TimeUnit.MILLISECONDS.sleep(20);
            }
            update.succeeded();
        }
        assertThat(steps()).contains("progress").endsWith("update-ended");
        assertThat(kept()).isEmpty();
    }

    /** A29: bounded; states go first. */
    @Test
    void a_full_spool_drops_its_oldest_states_first() throws Exception {
        Spool spool = new Spool(Reports.folder(home));
        Instant time = Instant.now();
        String update = UUID.randomUUID().toString();
        for (int i = 0; i < 10; i++) {
            spool.add(new Report(UUID.randomUUID().toString(), 0, "state", Map.of()), time);
        }
        for (int i = 0; i < Spool.MOST_REPORTS; i++) {
            spool.add(new Report(update, i, "update-started", Map.of()), time);
        }
        List<Path> kept = spool.all();
        assertThat(kept).hasSize(Spool.MOST_REPORTS);
        assertThat(kept).noneMatch(file -> file.toString().contains("state.json"));
    }

    /** A29: a power cut may leave the name of a report without its content. */
    @Test
    void what_is_no_report_is_cleared_away() throws Exception {
        Files.createDirectories(Reports.folder(home));
        Path empty = Reports.folder(home).resolve("0000000000000001-" + UUID.randomUUID() + "-0.json");
        Files.write(empty, new byte[0]);
        Files.writeString(Reports.folder(home).resolve("notes of a user.json"), "{}");
        try (Reports reports = reports()) {
            begin(reports).succeeded();
        }
        assertThat(steps()).containsExactly("update-started", "update-ended");
        assertThat(empty).doesNotExist();
        assertThat(Reports.folder(home).resolve("notes of a user.json")).exists();
    }
}
