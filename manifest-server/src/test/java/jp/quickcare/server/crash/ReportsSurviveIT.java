package jp.quickcare.server.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import jp.quickcare.server.database.Database;
import jp.quickcare.server.database.DatabaseLocation;
import jp.quickcare.server.database.Page;
import jp.quickcare.server.live.Changes;
import jp.quickcare.server.records.LiveProgress;
import jp.quickcare.server.records.RecordQuery;
import jp.quickcare.server.records.Records;
import jp.quickcare.server.records.Result;
import jp.quickcare.server.records.UpdateRecord;
import jp.quickcare.server.systemlog.LogEntry;
import jp.quickcare.server.systemlog.LogQuery;
import jp.quickcare.server.systemlog.SystemLog;
import jp.quickcare.server.testing.Engine;
import jp.quickcare.server.testing.Postgres;
import jp.quickcare.server.testing.RunningServer;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** FS9, FS10, A29: a report that was answered with 204 is there, whatever happens to the server, its disk or its database. */
class ReportsSurviveIT {
    @TempDir
    private Path temp = Path.of("");

    static String whole(String update) {
        String head = "{\"update\":\"" + update + "\",\"time\":\"2026-11-21T05:00:00Z\",";
        return "{\"client\":{\"id\":\""
                + UUID.nameUUIDFromBytes(update.substring(0, 2).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                + "\",\"pc\":\"PC-1\",\"user\":\"u\",\"app\":\"qc\",\"channel\":\"QC\",\"platform\":\"linux-x64\",\"launcher\":\"1.0.0\"},"
                + "\"reports\":[" + head
                + "\"seq\":0,\"step\":\"update-started\",\"mode\":\"full\",\"release\":\"1.2.0\"},"
                + head + "\"seq\":1,\"step\":\"apply-ignored\",\"files\":[\"a\"],\"programs\":[],\"count\":1},"
                + head + "\"seq\":2,\"step\":\"update-ended\",\"result\":\"abnormal\",\"release\":\"1.2.0\"}]}";
    }

    private Path site() throws IOException {
        return new World(temp).initVendor().initSite().site();
    }

    private static DatabaseLocation use(Engine engine, Path site) throws Exception {
        DatabaseLocation location = engine.location(site);
        if (location instanceof DatabaseLocation.Shared shared) {
            RunningServer.set(
                    site, List.of("database=postgresql://" + shared.address(), "databaseUser=" + shared.user()));
        }
        return location;
    }

    static List<UpdateRecord> records(Database database) {
        Clock clock = Clock.systemUTC();
        Records records = new Records(database, clock, new LiveProgress(database, clock), new Changes());
        List<UpdateRecord> all = new ArrayList<>();
        Optional<String> before = Optional.empty();
        do {
            Page<UpdateRecord> page = records.page(RecordQuery.ALL, before, 1000);
            all.addAll(page.rows());
            before = page.next();
        } while (before.isPresent());
        return all;
    }

    /** A29, FS9: kill -9 in the middle of writing. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void no_accepted_report_is_lost_or_counted_twice_by_kills(Engine engine) throws Exception {
        Path site = site();
        DatabaseLocation location = use(engine, site);
        Queue<String> accepted = new ConcurrentLinkedQueue<>();
        Queue<String> tried = new ConcurrentLinkedQueue<>();
        for (int round = 0; round < 5; round++) {
            RunningServer server = RunningServer.start(site);
            List<Thread> senders = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Thread sender = new Thread(() -> send(server, accepted, tried));
                sender.start();
                senders.add(sender);
            }
            // However busy the machine is: in the middle of taking reports.
            long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            while (accepted.size() <= 15 * (round + 1) && System.nanoTime() < patience) {
                Thread.sleep(10);
            }
            Thread.sleep(ThreadLocalRandom.current().nextLong(300));
            server.kill();
            for (Thread sender : senders) {
                sender.join();
            }
        }
        assertThat(accepted).hasSizeGreaterThan(50);
        try (RunningServer server = RunningServer.start(site)) {
            // The PCs send again what they have no answer for, and some of what they have.
            for (String update : tried) {
                assertThat(server.post("/v1/reports", whole(update)).statusCode())
                        .isEqualTo(204);
            }
        }
        try (Database database = Database.open(site.resolve("data"), location)) {
            List<UpdateRecord> records = records(database);
            assertThat(records).hasSameSizeAs(Set.copyOf(tried));
            assertThat(records.stream().map(UpdateRecord::update).collect(Collectors.toSet()))
                    .containsAll(accepted)
                    .isEqualTo(Set.copyOf(tried));
            assertThat(records).allSatisfy(record -> {
                assertThat(record.warnings()).isEqualTo(1);
                assertThat(record.result()).contains(Result.ABNORMAL);
            });
            List<LogEntry> log = new ArrayList<>();
            Optional<String> before = Optional.empty();
            do {
                Page<LogEntry> page = new SystemLog(database).page(LogQuery.ALL, before, 1000);
                log.addAll(page.rows());
                before = page.next();
            } while (before.isPresent());
            assertThat(log).hasSize(records.size() * 3);
        }
    }

    private static void send(RunningServer server, Queue<String> accepted, Queue<String> tried) {
        try {
            while (true) {
                String update = UUID.randomUUID().toString();
                tried.add(update);
                if (server.post("/v1/reports", whole(update)).statusCode() == 204) {
                    accepted.add(update);
                }
            }
        } catch (IOException killed) {
            // That is what this is about.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** FS10, A11, F1: a full disk is told once, what is there can be read, and when there is room again it goes on. */
    @Test
    void without_room_reports_are_refused_and_nothing_is_half_written() throws Exception {
        Path volume = Files.createDirectory(temp.resolve("volume"));
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", volume.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assumeTrue(mount.waitFor() == 0, "needs the right to mount");
        try {
            Path site = site();
            Files.createSymbolicLink(site.resolve("data"), volume);
            List<String> accepted = new ArrayList<>();
            try (RunningServer server = RunningServer.start(site)) {
                accepted.add(UUID.randomUUID().toString());
                assertThat(server.post("/v1/reports", whole(accepted.get(0))).statusCode())
                        .isEqualTo(204);
                Path filler = volume.resolve("filler");
                fill(filler);
                int refused = 0;
                for (int i = 0; i < 300 && refused < 20; i++) {
                    String update = UUID.randomUUID().toString();
                    HttpResponse<String> answer = server.post("/v1/reports", whole(update));
                    if (answer.statusCode() == 204) {
                        accepted.add(update);
                    } else {
                        refused++;
                        assertThat(answer.statusCode()).isEqualTo(503);
                        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                        assertThat(answer.body()).contains("send them again later");
                    }
                }
                assertThat(refused).isEqualTo(20);
                assertThat(server.output().lines().filter(line -> line.contains("cannot be written")))
                        .as(server.output())
                        .hasSize(1)
                        .first()
                        .asString()
                        .contains("quickcare.db", "disk is full", "free some space")
                        .doesNotContain("Exception");
                assertThat(server.get("/site/metadata/timestamp.json").statusCode())
                        .isEqualTo(200);
                assertThat(server.page("/console/log", "en").statusCode()).isEqualTo(200);
                assertThat(server.page("/console/log", "en").body()).contains("disk is full", "free some space");
                assertThat(server.page("/console", "ja").body())
                        .contains("ディスクの空き容量がない", "空き容量を増やしてください。")
                        .doesNotContain("free some space");

                Files.delete(filler);
                accepted.add(UUID.randomUUID().toString());
                assertThat(server.post("/v1/reports", whole(accepted.get(accepted.size() - 1)))
                                .statusCode())
                        .isEqualTo(204);
                assertThat(server.output()).contains("can be written again");
                assertThat(server.page("/console", "ja").body()).doesNotContain("空き容量");
            }
            DatabaseLocation location = new DatabaseLocation.Embedded(site.resolve("data/quickcare.db"));
            try (Database database = Database.open(site.resolve("data"), location)) {
                assertThat(records(database).stream().map(UpdateRecord::update))
                        .containsExactlyInAnyOrderElementsOf(accepted);
            }
        } finally {
            new ProcessBuilder("umount", volume.toString()).start().waitFor();
        }
    }

    private static void fill(Path file) throws IOException {
        try (java.io.OutputStream out = Files.newOutputStream(file)) {
            byte[] some = new byte[4096];
            while (true) {
                out.write(some);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    /**
     * F6, A11, F1: PostgreSQL goes away and comes back. How long it was away matters nowhere here: each try ends after
     * three seconds, nothing is kept for later, and PCs send again what got no 204.
     */
    @Test
    void a_database_that_goes_away_is_told_and_used_again_when_it_is_back() throws Exception {
        Path site = site();
        try (Postgres postgres = Postgres.start()) {
            DatabaseLocation.Shared location = postgres.database();
            RunningServer.set(
                    site, List.of("database=postgresql://" + location.address(), "databaseUser=" + location.user()));
            List<String> accepted = new ArrayList<>();
            try (RunningServer server = RunningServer.start(site)) {
                accepted.add(UUID.randomUUID().toString());
                assertThat(server.post("/v1/reports", whole(accepted.get(0))).statusCode())
                        .isEqualTo(204);
                postgres.end();
                for (int i = 0; i < 3; i++) {
                    assertThat(server.post(
                                            "/v1/reports",
                                            whole(UUID.randomUUID().toString()))
                                    .statusCode())
                            .isEqualTo(503);
                    assertThat(server.get("/site/metadata/timestamp.json").statusCode())
                            .isEqualTo(200);
                    assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
                }
                assertThat(server.output().lines().filter(line -> line.contains("cannot be reached")))
                        .as(server.output())
                        .hasSize(1);
                assertThat(server.page("/console", "en").body())
                        .contains("The database does not answer", "cannot be reached", "PCs are served all the same");
                assertThat(server.page("/console", "ja").body())
                        .contains("現在データベースが応答しません。", "データベースを起動するか")
                        .doesNotContain("cannot be reached");
                postgres.begin();
                accepted.add(UUID.randomUUID().toString());
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
                while (server.post("/v1/reports", whole(accepted.get(1))).statusCode() != 204) {
                    assertThat(System.nanoTime()).isLessThan(end);
                }
                assertThat(server.output()).contains("can be written again");
            }
            try (Database database = Database.open(site.resolve("data"), location)) {
                assertThat(records(database).stream().map(UpdateRecord::update)).containsAll(accepted);
            }
        }
    }
}
