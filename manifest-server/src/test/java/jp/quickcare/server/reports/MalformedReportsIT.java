package jp.quickcare.server.reports;

import static jp.quickcare.server.reports.ReportedSite.body;
import static jp.quickcare.server.reports.ReportedSite.report;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import jp.quickcare.server.live.Changes;
import jp.quickcare.server.serve.RepositoryServer;
import jp.quickcare.server.settings.ServerSettings;
import jp.quickcare.server.testing.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SA4: malformed and oversized reports, a thousand of each kind, are refused, change nothing, and the next honest one is taken. */
class MalformedReportsIT {
    private static final int EACH = 1_000;

    @TempDir
    private Path folder = Path.of("");

    private static Map<String, Kind> kinds() {
        String good = body(report(0, "update-started", "\"mode\":\"full\",\"release\":\"1.2.0\""));
        byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put("cut off", (i, random) -> java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length - 3)));
        kinds.put("noise", (i, random) -> {
            byte[] noise = new byte[1 + random.nextInt(2_000)];
            random.nextBytes(noise);
            noise[0] = '{';
            return noise;
        });
        kinds.put("deep", (i, random) -> text("{\"a\":".repeat(50 + i)));
        kinds.put("twice the same member", (i, random) -> text(good.replace("\"later\":1", "\"pc\":\"x" + i + "\"")));
        kinds.put("no seq", (i, random) -> text(good.replace("\"seq\":0", "\"sex\":" + i)));
        kinds.put(
                "bad seq",
                (i, random) -> text(good.replace("\"seq\":0", "\"seq\":" + (i % 2 == 0 ? "-" + (i + 1) : i + ".5"))));
        kinds.put("huge seq", (i, random) -> text(good.replace("\"seq\":0", "\"seq\":9" + "9".repeat(16 + i % 10))));
        kinds.put(
                "bad time",
                (i, random) -> text(good.replace("2026-11-21T05:00:00Z", "+" + (100_000 + i) + "-01-01T00:00:00Z")));
        kinds.put("bad mode", (i, random) -> text(good.replace("\"full\"", "\"fu" + i + "\"")));
        kinds.put(
                "control character",
                (i, random) -> text(good.replace("PC-07", "PC\\u00" + (i % 2 == 0 ? "0" : "1") + (i % 10))));
        kinds.put(
                "turns the line around",
                (i, random) -> text(good.replace(
                        "PC-07",
                        "PC\\u"
                                + List.of("202e", "2028", "2029", "2066", "200b", "feff")
                                        .get(i % 6) + "x")));
        kinds.put("long name", (i, random) -> text(good.replace("PC-07", "x".repeat(257 + i))));
        kinds.put("no uuid", (i, random) -> text(good.replace(ReportedSite.UPDATE, "' OR " + i + "=" + i + " --")));
        kinds.put(
                "wrong types",
                (i, random) -> text(
                        good.replace("\"reports\":[", "\"reports\":{\"x\":[").replace("]}", "]}}")));
        kinds.put(
                "too many",
                (i, random) -> text(body(java.util.stream.IntStream.range(0, 501)
                        .mapToObj(n -> "{}")
                        .toArray(String[]::new))));
        return kinds;
    }

    private interface Kind {
        byte[] make(int i, Random random);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private RepositoryServer start(ReportedSite site) throws Exception {
        return RepositoryServer.start(
                folder.resolve("repository"),
                ServerSettings.STANDARD.at(0, Optional.of("127.0.0.1")),
                List.of(Reports.area(
                        site.database,
                        Clock.systemUTC(),
                        new Changes(),
                        site.clients,
                        site.live,
                        () -> true,
                        () -> Duration.ofSeconds(10))));
    }

    /** SA4 */
    @Test
    void a_thousand_of_each_kind_change_nothing() throws Exception {
        Files.createDirectories(folder.resolve("repository"));
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try (ReportedSite site = new ReportedSite(Engine.SQLITE, folder);
                RepositoryServer server = start(site)) {
            URI address = URI.create("http://127.0.0.1:" + server.address().getPort() + "/v1/reports");
            Random random = new Random(11);
            for (Map.Entry<String, Kind> kind : kinds().entrySet()) {
                for (int i = 0; i < EACH; i++) {
                    byte[] body = kind.getValue().make(i, random);
                    assertThat(post(http, address, body))
                            .as("%s %d", kind.getKey(), i)
                            .isEqualTo(400);
                }
            }
            for (int i = 0; i < EACH; i++) {
                tooLarge(http, address, new byte[256 * 1024 + 1 + i]);
            }
            assertThat(site.updates()).isEmpty();
            assertThat(site.lines()).isEmpty();
            assertThat(site.clients.counts().all()).isZero();
            // Over a connection of its own: one of those before may end just now.
            HttpClient honest =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            assertThat(post(honest, address, text(body(report(0, "update-started", "\"mode\":\"full\"")))))
                    .isEqualTo(204);
            assertThat(site.updates()).hasSize(1);
        }
    }

    /** The server does not wait for the rest of what it refuses, so the answer may be lost under it. */
    private static void tooLarge(HttpClient http, URI address, byte[] body) throws Exception {
        try {
            assertThat(post(http, address, body)).isEqualTo(413);
        } catch (java.io.IOException cutOff) {
            assertThat(cutOff).isNotNull();
        }
    }

    private static int post(HttpClient http, URI address, byte[] body) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(address)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** SA4: one PC that reports without end is sent away, and the others are heard */
    @Test
    void who_reports_without_end_is_told_when_to_come_again() throws Exception {
        Files.createDirectories(folder.resolve("repository"));
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try (ReportedSite site = new ReportedSite(Engine.SQLITE, folder);
                RepositoryServer server = start(site)) {
            URI address = URI.create("http://127.0.0.1:" + server.address().getPort() + "/v1/reports");
            String progress = body(report(0, "progress", "\"phase\":\"apply\",\"doneBytes\":1,\"totalBytes\":2"));
            HttpResponse<String> answer = post(http, address, progress);
            for (int i = 0; i < 2_000 && answer.statusCode() == 204; i++) {
                answer = post(http, address, progress);
            }
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            String another = progress.replace(ReportedSite.CLIENT, "00000000-0000-4000-8000-000000000002");
            assertThat(post(http, address, another).statusCode()).isEqualTo(204);
        }
    }

    private static HttpResponse<String> post(HttpClient http, URI address, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
