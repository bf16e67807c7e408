package jp.quickcare.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import jp.quickcare.server.database.Database;
import jp.quickcare.server.database.DatabaseLocation;
import jp.quickcare.server.testing.Postgres;
import jp.quickcare.server.testing.RunningServer;
import jp.quickcare.server.testing.Trees;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A4, F6: several packaged servers share PostgreSQL, and one of them is killed. */
class ServerKilledIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LEASE = Duration.ofSeconds(12);
    private static final Duration MARGIN = Duration.ofSeconds(12);

    @TempDir
    private Path temp;

    private static JsonNode ask(RunningServer server) throws Exception {
        String body = """
                {"client":{"id":"%s","pc":"PC","user":"u","app":"qc","channel":"QC","platform":"any",\
                "launcher":"1.0.0","installed":"1.0"},"release":"%s","kind":"full"}""".formatted(UUID.randomUUID(), "0".repeat(64));
        return JSON.readTree(server.post("/v1/tickets", body).body());
    }

    private static boolean isGranted(JsonNode ticket) {
        return ticket.path("state").asText().equals("granted");
    }

    /** A sign of life. */
    private static boolean isGranted(RunningServer server, JsonNode ticket) throws Exception {
        return isGranted(
                JSON.readTree(server.get("/v1/tickets/" + ticket.path("id").asText() + "?wait=0")
                        .body()));
    }

    private static int granted(Database database) {
        return database.<Integer>read(handle -> handle.createQuery("SELECT COUNT(*) FROM place WHERE granted = 1")
                .mapTo(Integer.class)
                .one());
    }

    /** A4, F6 */
    @Test
    void the_places_of_a_killed_server_are_free_within_a_lease_and_never_more_than_there_are() throws Exception {
        Path site = new World(temp).initVendor().initSite().site();
        DatabaseLocation.Shared location = Postgres.shared().database();
        RunningServer.set(
                site,
                List.of(
                        "database=postgresql://" + location.address(),
                        "databaseUser=" + location.user(),
                        "transfersAtOnce=3",
                        "ticketLeaseSeconds=" + LEASE.toSeconds()));
        Path second = temp.resolve("second");
        Trees.copy(site, second);
        RunningServer killed = RunningServer.start(site);
        try (RunningServer other = RunningServer.start(second);
                Database database = Database.open(temp.resolve("data"), location)) {
            JsonNode goesOn = ask(killed);
            JsonNode silent = ask(killed);
            assertThat(isGranted(goesOn) && isGranted(silent) && isGranted(ask(killed)))
                    .isTrue();
            List<JsonNode> waiting = List.of(ask(other), ask(other));
            assertThat(waiting).noneMatch(ServerKilledIT::isGranted);

            killed.kill();
            long begin = System.nanoTime();
            boolean all = false;
            while (!all) {
                assertThat(granted(database)).isLessThanOrEqualTo(3);
                // One of its clients has gone to the other server, with its ticket.
                assertThat(isGranted(other, goesOn)).isTrue();
                boolean first = isGranted(other, waiting.get(0));
                all = isGranted(other, waiting.get(1)) && first;
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LEASE.plus(MARGIN));
                Thread.sleep(50);
            }
            assertThat(granted(database)).isEqualTo(3);
            assertThat(isGranted(other, silent)).isFalse();
        }
    }
}
