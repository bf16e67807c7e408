package jp.quickcare.server.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import jp.quickcare.server.database.Database;
import jp.quickcare.server.database.DatabaseFailure;
import jp.quickcare.server.database.DatabaseLocation;
import jp.quickcare.server.records.UpdateRecord;
import jp.quickcare.server.testing.Postgres;
import jp.quickcare.server.testing.RunningServer;
import jp.quickcare.server.testing.World;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F6, A11: PostgreSQL accepts and never answers, in the middle of what it was asked. */
class HangingDatabaseIT {
    private static final int SENDERS = 40;
    private static final String TICKET = """
            {"client":{"id":"00000000-0000-4000-8000-000000000007","pc":"PC-07","user":"u","app":"qc","channel":"QC",\
            "platform":"linux-x64","launcher":"1.0.0","installed":"1.1.0"},"release":"%s","kind":"full"}""".formatted("0".repeat(64));

    @TempDir
    private Path temp = Path.of("");

    /** F6, A11: pages that only look are not kept waiting one after the other. */
    @Test
    void that_a_database_is_gone_is_known_after_a_read_has_found_out() throws Exception {
        Path data = Files.createDirectories(temp.resolve("data"));
        try (Postgres postgres = Postgres.start();
                Database database = Database.open(data, postgres.database())) {
            assertThat(database.<Integer>read(handle -> 1)).isEqualTo(1);
            postgres.end();
            await("it is known", () -> {
                assertThatThrownBy(() -> database.read(HangingDatabaseIT::look)).isInstanceOf(DatabaseFailure.class);
                return database.problem().isPresent();
            });
            postgres.begin();
            await("it is back", () -> database.problem().isEmpty());
            assertThat(database.<Integer>read(HangingDatabaseIT::look)).isEqualTo(1);
        }
    }

    private static int look(Handle handle) {
        return handle.createQuery("SELECT 1").mapTo(Integer.class).one();
    }

    /** F6, A5, A11: files and pages come all the same, it is told, and nothing is lost that was accepted. */
    @Test
    void a_database_that_hangs_is_told_holds_nobody_up_and_is_used_again_when_it_answers() throws Exception {
        Path site = new World(temp).initVendor().initSite().site();
        try (Postgres postgres = Postgres.start()) {
            DatabaseLocation.Shared location = postgres.database();
            RunningServer.set(
                    site, List.of("database=postgresql://" + location.address(), "databaseUser=" + location.user()));
            Queue<String> accepted = new ConcurrentLinkedQueue<>();
            Queue<Integer> answers = new ConcurrentLinkedQueue<>();
            AtomicBoolean over = new AtomicBoolean();
            List<Thread> senders = new ArrayList<>();
            try (RunningServer server = RunningServer.start(site)) {
                for (int i = 0; i < SENDERS; i++) {
                    Thread sender = new Thread(() -> send(server, over, accepted, answers));
                    sender.start();
                    senders.add(sender);
                }
                await("reports are taken", () -> accepted.size() > SENDERS);
                postgres.freeze();
                await("reports are refused", () -> answers.contains(503));

                assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
                assertThat(server.get("/site/metadata/timestamp.json").statusCode())
                        .isEqualTo(200);
                assertThat(server.post("/v1/tickets", TICKET).statusCode()).isEqualTo(503);
                HttpResponse<String> page = server.page("/console", "en");
                assertThat(page.statusCode()).isEqualTo(503);
                assertThat(page.body()).contains("The database does not answer");
                assertThat(server.page("/console/settings", "ja").statusCode()).isEqualTo(200);
                assertThat(server.output().lines().filter(line -> line.contains("cannot be reached")))
                        .as(server.output())
                        .hasSize(1);

                postgres.thaw();
                int before = accepted.size();
                await("reports are taken again", () -> accepted.size() > before + SENDERS);
                over.set(true);
                for (Thread sender : senders) {
                    sender.join();
                }
                assertThat(answers).as("answers").containsOnly(204, 503);
                assertThat(server.page("/console", "en").body()).doesNotContain("The database does not answer");
            } finally {
                over.set(true);
            }
            try (Database database = Database.open(site.resolve("data"), location)) {
                assertThat(ReportsSurviveIT.records(database).stream()
                                .map(UpdateRecord::update)
                                .collect(Collectors.toSet()))
                        .containsAll(accepted);
            }
        }
    }

    private static void send(RunningServer server, AtomicBoolean over, Queue<String> accepted, Queue<Integer> answers) {
        try {
            while (!over.get()) {
                String update = UUID.randomUUID().toString();
                HttpResponse<String> answer = server.post("/v1/reports", ReportsSurviveIT.whole(update));
                answers.add(answer.statusCode());
                if (answer.statusCode() == 204) {
                    accepted.add(update);
                } else {
                    Thread.sleep(50);
                }
            }
        } catch (IOException e) {
            answers.add(-1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(String what, Condition condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.sleep(20);
        }
    }
}
