package jp.quickcare.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.release.Ids;
import jp.quickcare.manifest.release.LaunchSpec;
import jp.quickcare.manifest.release.LauncherVersion;
import jp.quickcare.manifest.release.ReleaseFile;
import jp.quickcare.manifest.release.ReleaseManifest;
import jp.quickcare.manifest.release.SafePath;
import jp.quickcare.server.admission.Admissions;
import jp.quickcare.server.admission.Numbers;
import jp.quickcare.server.admission.Refusal;
import jp.quickcare.server.admission.TicketDesk;
import jp.quickcare.server.live.Changes;
import jp.quickcare.server.settings.LiveSettings;
import jp.quickcare.server.settings.ServerSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A4: with real connections. */
class AdmissionIT {
    private static final int LARGE_BYTES = 30_000_000;
    private static final double SLOW_BYTES_PER_SECOND = 600_000;
    private static final String TICKETS = "/v1/tickets";
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration FREE_WITHIN = LEASE.plusSeconds(3);

    @TempDir
    private Path temp;

    private ServedFolder folder;
    private Sha256 large;
    private Sha256 launcher;
    private LiveSettings settings;
    private Admissions admissions;
    private RepositoryServer server;
    private final AtomicReference<Refusal> refusal = new AtomicReference<>();
    private final AtomicInteger seen = new AtomicInteger();

    @BeforeEach
    void serve() throws Exception {
        Path root = Files.createDirectories(temp.resolve("repository"));
        folder = new ServedFolder(root);
        large = folder.object(ServedFolder.content(LARGE_BYTES, 1));
        launcher = folder.object(ServedFolder.content(1_000, 2));
        folder.write("site/metadata/timestamp.json", new byte[] {'{', '}'});
        folder.write("release/metadata/timestamp.json", new byte[] {'{', '}'});
        folder.write("release/targets/launcher/1.0/" + "0".repeat(64) + ".any.json", launcherManifest(launcher, 1_000));
        set("transfersAtOnce=2\nticketLeaseSeconds=5\n");
        settings = LiveSettings.watch(settingsFile());
        admissions = Admissions.local(settings, new Changes());
        TicketDesk desk =
                admissions.desk(request -> Optional.ofNullable(refusal.get()), request -> seen.incrementAndGet());
        server = RepositoryServer.start(
                root,
                ServerSettings.STANDARD.at(0, Optional.of("127.0.0.1")),
                List.of(desk.area(() -> Duration.ofSeconds(60))),
                Optional.of(desk));
    }

    private static byte[] launcherManifest(Sha256 content, int lengthBytes) throws Exception {
        ReleaseFile jar =
                new ReleaseFile(SafePath.of("launcher.jar"), lengthBytes, content, false, OptionalLong.empty());
        return new ReleaseManifest(
                        Ids.LAUNCHER,
                        "1.0",
                        1,
                        "any",
                        LauncherVersion.of("1.0.0"),
                        new LaunchSpec.None(),
                        List.of(),
                        List.of(jar))
                .toBytes();
    }

    private Path settingsFile() {
        return temp.resolve("manifest-server.properties");
    }

    private void set(String text) throws IOException {
        Files.writeString(settingsFile(), text);
    }

    @AfterEach
    void end() {
        admissions.close();
        server.close(Duration.ZERO);
        settings.close();
    }

    private RawClient client() throws IOException {
        return new RawClient(server.address());
    }

    static String request(String kind) {
        return """
                {"client":{"id":"%s","pc":"PC-07","user":"tanaka","app":"qc","channel":"QC","platform":"win-x64",\
                "launcher":"1.0.0","installed":"1.1.0"},"release":"%s","kind":"%s"}""".formatted(UUID.randomUUID(), "0".repeat(64), kind);
    }

    private static JsonNode json(RawClient.Answer answer) throws IOException {
        return new ObjectMapper().readTree(answer.text());
    }

    private JsonNode ask(RawClient client) throws IOException {
        RawClient.Answer answer = client.post(TICKETS, request("differential"));
        assertThat(answer.status()).isEqualTo(201);
        JsonNode ticket = json(answer);
        assertThat(answer.headers()).containsEntry("location", TICKETS + "/" + id(ticket));
        return ticket;
    }

    private static String id(JsonNode ticket) {
        return ticket.get("id").textValue();
    }

    private static boolean isGranted(JsonNode ticket) {
        return ticket.get("state").textValue().equals("granted");
    }

    private String pathOf(Sha256 object) {
        return "/" + PublishedFiles.pathOf(object, false);
    }

    private static String list(Sha256 object) {
        return "{\"release\":\"" + "0".repeat(64) + "\",\"objects\":[{\"sha256\":\"" + object + "\"}]}";
    }

    /** A4 */
    @Test
    void a_third_client_waits_until_one_of_two_gives_its_place_back() throws Exception {
        try (RawClient client = client();
                RawClient waits = client()) {
            JsonNode first = ask(client);
            assertThat(first.toString())
                    .isEqualTo("{\"id\":\"" + id(first)
                            + "\",\"state\":\"granted\",\"updating\":1,\"waiting\":0,\"limit\":2,\"leaseSeconds\":5}");
            ask(client);
            JsonNode third = ask(waits);
            assertThat(isGranted(third)).isFalse();
            assertThat(third.get("waiting").intValue()).isEqualTo(1);
            waits.head("GET", TICKETS + "/" + id(third) + "?wait=60");
            assertThat(client.ask("DELETE", TICKETS + "/" + id(first), "").status())
                    .isEqualTo(204);
            assertThat(isGranted(json(waits.read(true)))).isTrue();
        }
    }

    private static String along(String wish, String list) {
        return "{\"ticket\":" + wish + "," + list.substring(1);
    }

    private String along(String wish) {
        return along(wish, list(large));
    }

    private static JsonNode granted(RawClient.Answer answer) throws IOException {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/x-tar");
        return new ObjectMapper().readTree(answer.header("QuickCare-Granted"));
    }

    /** A4: a place may be asked for along with the files, which saves the round trip of a question of its own */
    @Test
    void files_come_with_the_place_that_was_asked_for_along_with_them() throws Exception {
        try (RawClient client = client()) {
            RawClient.Answer answer = client.post("/v1/files", along(request("differential")));
            JsonNode ticket = granted(answer);
            assertThat(ticket.toString())
                    .isEqualTo("{\"id\":\"" + id(ticket)
                            + "\",\"state\":\"granted\",\"updating\":1,\"waiting\":0,\"limit\":2,\"leaseSeconds\":5}");
            assertThat(answer.body().length).isGreaterThan(LARGE_BYTES);
            assertThat(seen).hasValue(1);
            String header = "QuickCare-Ticket: " + id(ticket);
            assertThat(client.get(pathOf(large), header).text()).hasSize(LARGE_BYTES);
            // Who shows a ticket asks for none.
            RawClient.Answer again = client.post("/v1/files", along(request("differential")), header);
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.header("QuickCare-Granted")).isEmpty();
            assertThat(client.ask("PUT", TICKETS + "/" + id(ticket), "").status())
                    .isEqualTo(200);
            assertThat(admissions.tickets().numbers()).isEqualTo(new Numbers(1, 0, 2));
            assertThat(client.ask("DELETE", TICKETS + "/" + id(ticket), "").status())
                    .isEqualTo(204);
            await(() -> admissions.tickets().numbers().updating() == 0);
            assertThat(seen).hasValue(1);
        }
    }

    /** A4 */
    @Test
    void who_asks_along_and_has_to_wait_is_told_what_he_would_be_told_alone() throws Exception {
        try (RawClient client = client();
                RawClient waits = client()) {
            JsonNode first = ask(client);
            ask(client);
            RawClient.Answer answer = waits.post("/v1/files", along(request("differential")));
            assertThat(answer.status()).isEqualTo(201);
            JsonNode ticket = json(answer);
            assertThat(answer.headers())
                    .containsEntry("location", TICKETS + "/" + id(ticket))
                    .containsEntry("content-type", "application/json")
                    .containsEntry("cache-control", "no-store")
                    .doesNotContainKey("quickcare-granted");
            assertThat(ticket.toString())
                    .isEqualTo("{\"id\":\"" + id(ticket)
                            + "\",\"state\":\"waiting\",\"updating\":2,\"waiting\":1,\"limit\":2,\"leaseSeconds\":5}");
            waits.head("GET", TICKETS + "/" + id(ticket) + "?wait=60");
            client.ask("DELETE", TICKETS + "/" + id(first), "");
            assertThat(isGranted(json(waits.read(true)))).isTrue();
            String header = "QuickCare-Ticket: " + id(ticket);
            assertThat(waits.post("/v1/files", list(large), header).status()).isEqualTo(200);
        }
    }

    /** A4: one client, one place, however often it asks, along or alone */
    @Test
    void who_asks_along_again_and_again_has_one_place_and_the_last_ticket() throws Exception {
        String wish = request("differential");
        try (RawClient client = client()) {
            String first = id(granted(client.post("/v1/files", along(wish))));
            String second = id(granted(client.post("/v1/files", along(wish))));
            JsonNode third = json(client.post(TICKETS, wish));
            String last = id(granted(client.post("/v1/files", along(wish))));
            assertThat(isGranted(third)).isTrue();
            assertThat(admissions.tickets().numbers()).isEqualTo(new Numbers(1, 0, 2));
            for (String replaced : List.of(first, second, id(third))) {
                assertThat(client.ask("PUT", TICKETS + "/" + replaced, "").status())
                        .isEqualTo(410);
            }
            assertThat(client.ask("PUT", TICKETS + "/" + last, "").status()).isEqualTo(200);
            // In the line, too: the second question of one who waits is no second one who waits.
            ask(client);
            String waits = request("differential");
            for (int i = 0; i < 2; i++) {
                JsonNode told = json(client.post("/v1/files", along(waits)));
                assertThat(told.get("waiting").intValue()).isEqualTo(1);
            }
        }
    }

    /** A4: killed right after its first question, or in the midst of its first files */
    @Test
    void the_place_of_one_who_asked_along_and_vanished_frees_itself() throws Exception {
        try (RawClient killed = new RawClient(server.address(), 4_096);
                RawClient unheard = client()) {
            killed.head("POST", "/v1/files", json(along(request("differential"))));
            killed.send(along(request("differential")));
            killed.read(new byte[100]);
            unheard.head("POST", "/v1/files", json(along(request("differential"))));
            unheard.send(along(request("differential")));
            await(() -> admissions.tickets().numbers().equals(new Numbers(2, 0, 2)));
        }
        try (RawClient waits = client()) {
            JsonNode ticket = ask(waits);
            assertThat(isGranted(ticket)).isFalse();
            while (!isGranted(ticket)) {
                ticket = json(waits.get(TICKETS + "/" + id(ticket) + "?wait=60"));
            }
            waits.ask("DELETE", TICKETS + "/" + id(ticket), "");
            await(() -> admissions.tickets().numbers().equals(new Numbers(0, 0, 2)));
        }
    }

    private static String[] json(String body) {
        return new String[] {"Content-Type: application/json", "Content-Length: " + body.length()};
    }

    /** A4: what is no question for a ticket is none along with files, either */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"client\":{}}",
                "{\"client\":{\"id\":\"x\"},\"release\":\"x\",\"kind\":\"new\"}",
                "{\"client\":5,\"kind\":\"differential\",\"release\":\"\"}",
                "{\"kind\":\"other\"}",
                "{\"kind\":\"new\",\"kind\":\"new\"}"
            })
    void what_is_no_question_for_a_ticket_is_told_so_along_with_files_too(String wish) throws Exception {
        try (RawClient client = client()) {
            JsonNode alone = json(client.post(TICKETS, wish));
            RawClient.Answer answer = client.post("/v1/files", along(wish));
            assertThat(answer.status())
                    .isEqualTo(400)
                    .isEqualTo(alone.get("status").intValue());
            JsonNode along = json(answer);
            if (wish.contains("\"kind\":\"new\",\"kind\"")) {
                assertThat(along.get("detail").textValue()).contains("Duplicate field");
            } else {
                assertThat(along.get("detail")).isEqualTo(alone.get("detail"));
            }
            assertThat(along.get("type")).isEqualTo(alone.get("type"));
            assertThat(admissions.tickets().numbers()).isEqualTo(new Numbers(0, 0, 2));
            assertThat(seen).hasValue(0);
        }
    }

    /** A4: as alone, 16 KiB and no more, however large a list of files may be */
    @Test
    void what_is_no_object_too_long_or_too_deep_is_no_question_for_a_ticket() throws Exception {
        String good = request("differential");
        String more = good.substring(0, good.length() - 1) + ",\"more\":";
        try (RawClient client = client()) {
            for (String wish : List.of(
                    "null",
                    "5",
                    "\"x\"",
                    "[" + good + "]",
                    more + "\"" + "x".repeat(16 * 1024) + "\"}",
                    more + "[" + "1,".repeat(5_000_000) + "1]}",
                    more + "[".repeat(30) + "]".repeat(30) + "}",
                    good + ",\"ticket\":" + good)) {
                RawClient.Answer answer = client.post("/v1/files", along(wish));
                assertThat(answer.status())
                        .as(wish.substring(0, Math.min(20, wish.length())))
                        .isEqualTo(400);
            }
            assertThat(client.post(
                                    "/v1/files",
                                    "\0" + String.join("\0", along(good).split("")))
                            .status())
                    .isEqualTo(400);
            assertThat(admissions.tickets().numbers()).isEqualTo(new Numbers(0, 0, 2));
            assertThat(seen).hasValue(0);
            granted(client.post("/v1/files", along(more + "\"" + "x".repeat(15 * 1024) + "\"}")));
            // Characters of several bytes before it and in it do not move where it ends.
            String behind = "{\"before\":\"\u00c3\u00a9\",\"ticket\":" + good.replace("tanaka", "t\u00c3\u00a9naka")
                    + "," + list(large).substring(1);
            granted(client.post("/v1/files", behind));
        }
    }

    /** A7, A33, SA7 */
    @Test
    void who_is_refused_gets_no_files_for_asking_along() throws Exception {
        try (RawClient client = client()) {
            for (Refusal reason : List.of(Refusal.NEW_INSTALLS_FORBIDDEN, Refusal.ROLLED_BACK)) {
                refusal.set(reason);
                RawClient.Answer answer = client.post("/v1/files", along(request("new")));
                assertThat(answer.status()).isEqualTo(403);
                assertThat(json(answer).get("type").textValue()).isEqualTo(reason.type());
                assertThat(answer.header("QuickCare-Granted")).isEmpty();
            }
            assertThat(admissions.tickets().numbers()).isEqualTo(new Numbers(0, 0, 2));
        }
    }

    /** A1, A4 */
    @Test
    void a_server_that_ends_gives_no_place_along_with_files() throws Exception {
        admissions.end();
        try (RawClient client = client()) {
            RawClient.Answer answer = client.post("/v1/files", along(request("differential")));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("2");
        }
    }

    /** A4: a place held by a client that vanished frees itself within one lease */
    @Test
    void the_place_of_a_client_that_vanishes_frees_itself() throws Exception {
        Duration free = untilItIsFree();
        // A machine that was busy with other things for seconds is given another chance to be quick.
        for (int i = 0; i < 3 && free.compareTo(FREE_WITHIN) > 0; i++) {
            free = untilItIsFree();
        }
        assertThat(free).isLessThanOrEqualTo(FREE_WITHIN);
    }

    /** @return how long it took from when the client had vanished */
    private Duration untilItIsFree() throws Exception {
        try (RawClient waits = client()) {
            long there = System.nanoTime();
            try (RawClient vanishes = client()) {
                ask(vanishes);
                JsonNode transfers = ask(vanishes);
                vanishes.head("GET", pathOf(large), "QuickCare-Ticket: " + id(transfers));
                vanishes.read(new byte[100]);
            }
            JsonNode ticket = ask(waits);
            long vanished = System.nanoTime();
            while (!isGranted(ticket)) {
                ticket = json(waits.get(TICKETS + "/" + id(ticket) + "?wait=60"));
            }
            long free = System.nanoTime();
            assertThat(Duration.ofNanos(free - there)).isGreaterThan(LEASE.minusMillis(100));
            waits.ask("DELETE", TICKETS + "/" + id(ticket), "");
            await(() -> admissions.tickets().numbers().updating() == 0);
            return Duration.ofNanos(free - vanished);
        }
    }

    /** A4, A13: changed while running, by an edit of the file */
    @Test
    void a_higher_limit_in_the_file_lets_a_waiting_client_in() throws Exception {
        try (RawClient client = client()) {
            ask(client);
            ask(client);
            JsonNode third = ask(client);
            client.head("GET", TICKETS + "/" + id(third) + "?wait=60");
            set("transfersAtOnce=3\nticketLeaseSeconds=5\n");
            JsonNode told = json(client.read(true));
            assertThat(isGranted(told)).isTrue();
            assertThat(told.get("limit").intValue()).isEqualTo(3);
        }
    }

    /** A4: no ticket, no bytes; metadata and the launcher's own update are always served */
    @Test
    void contents_need_a_ticket_that_is_granted() throws Exception {
        try (RawClient client = client()) {
            String granted = id(ask(client));
            ask(client);
            String waiting = id(ask(client));
            for (String ticket : List.of("", "QuickCare-Ticket: " + waiting, "QuickCare-Ticket: " + "A".repeat(22))) {
                String[] headers = ticket.isEmpty() ? new String[0] : new String[] {ticket};
                for (String method : List.of("GET", "HEAD")) {
                    RawClient.Answer answer = client.ask(method, pathOf(large), "", headers);
                    assertThat(answer.status()).as(method + " " + ticket).isEqualTo(403);
                }
                RawClient.Answer answer = client.post("/v1/files", list(large), headers);
                assertThat(answer.status()).isEqualTo(403);
                assertThat(json(answer).get("type").textValue()).isEqualTo("urn:quickcare:problem:ticket-needed");
            }
            assertThat(client.get("/site/metadata/timestamp.json").status()).isEqualTo(200);
            assertThat(client.get(pathOf(launcher)).text()).hasSize(1_000);
            assertThat(client.post("/v1/files", list(launcher)).status()).isEqualTo(200);
            String header = "QuickCare-Ticket: " + granted;
            assertThat(client.get(pathOf(large), header).text()).hasSize(LARGE_BYTES);
            assertThat(client.post("/v1/files", list(large), header).status()).isEqualTo(200);
        }
    }

    /** A4: a transfer under way keeps the place; given back, it ends */
    @Test
    void a_transfer_that_gets_on_keeps_its_place_and_is_cut_when_it_stops() throws Exception {
        try (RawClient slow = new RawClient(server.address(), 4_096);
                RawClient stalls = new RawClient(server.address(), 4_096)) {
            String moving = id(ask(slow));
            String still = id(ask(stalls));
            slow.head("GET", pathOf(large), "QuickCare-Ticket: " + moving);
            stalls.head("GET", pathOf(large), "QuickCare-Ticket: " + still);
            stalls.read(new byte[100]);
            // By the clock: it gets on for most of a minute, however quick or busy the machine is.
            byte[] buffer = new byte[10_000];
            AtomicLong read = new AtomicLong();
            long began = System.nanoTime();
            await(() -> {
                while (read.get() < (System.nanoTime() - began) / 1_000_000_000.0 * SLOW_BYTES_PER_SECOND) {
                    int count = slow.read(buffer);
                    assertThat(count).isPositive();
                    read.addAndGet(count);
                }
                return admissions.tickets().numbers().equals(new Numbers(1, 0, 2));
            });
            assertThat(admissions.tickets().isGranted(moving)).isTrue();
            assertThat(admissions.tickets().isGranted(still)).isFalse();
            await(() -> wasCut(stalls));
        }
    }

    private static boolean wasCut(RawClient client) {
        try {
            byte[] buffer = new byte[1_000_000];
            int count = 0;
            while (count >= 0) {
                count = client.read(buffer);
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** A7, SA7 */
    @Test
    void who_is_refused_gets_no_ticket_and_is_told_why() throws Exception {
        refusal.set(Refusal.NEW_INSTALLS_FORBIDDEN);
        try (RawClient client = client()) {
            RawClient.Answer answer = client.post(TICKETS, request("new"));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(json(answer).get("type").textValue()).isEqualTo("urn:quickcare:problem:new-installs-forbidden");
            assertThat(admissions.tickets().numbers()).isEqualTo(new Numbers(0, 0, 2));
        }
    }

    /** A4 */
    @Test
    void a_ticket_that_was_lost_or_given_back_is_told_as_gone() throws Exception {
        try (RawClient client = client()) {
            String id = id(ask(client));
            assertThat(client.ask("PUT", TICKETS + "/" + id, "").status()).isEqualTo(200);
            assertThat(client.ask("DELETE", TICKETS + "/" + id, "").status()).isEqualTo(204);
            assertThat(client.ask("DELETE", TICKETS + "/" + id, "").status()).isEqualTo(204);
            for (String method : List.of("GET", "PUT")) {
                RawClient.Answer answer = client.ask(method, TICKETS + "/" + id, "");
                assertThat(answer.status()).isEqualTo(410);
                assertThat(json(answer).get("type").textValue()).isEqualTo("urn:quickcare:problem:ticket-lost");
            }
        }
    }

    /** A1: graceful end */
    @Test
    void at_the_end_who_waits_is_let_go_and_a_transfer_under_way_finishes() throws Exception {
        try (RawClient slow = new RawClient(server.address(), 4_096);
                RawClient waits = client()) {
            slow.head("GET", pathOf(large), "QuickCare-Ticket: " + id(ask(slow)));
            slow.read(new byte[1]);
            ask(waits);
            waits.head("GET", TICKETS + "/" + id(ask(waits)) + "?wait=60");
            await(() -> admissions.tickets().numbers().waiting() == 1);
            admissions.end();
            CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> server.close(Duration.ofSeconds(30)));
            // 503 where the end was quicker than the question.
            assertThat(waits.read(true).status()).isIn(200, 503);
            assertThat(closing).isNotDone();
            long rest = 1;
            byte[] buffer = new byte[1_000_000];
            for (int count = slow.read(buffer); count >= 0; count = slow.read(buffer)) {
                rest += count;
            }
            assertThat(rest).isGreaterThan(LARGE_BYTES);
            closing.get(120, TimeUnit.SECONDS);
        }
    }

    /** A4: waiting costs no thread and hardly any memory */
    @Test
    void two_thousand_who_wait_cost_no_thread_and_hold_nobody_up() throws Exception {
        List<RawClient> waiting = new ArrayList<>();
        try (RawClient client = client()) {
            String first = id(ask(client));
            ask(client);
            // Nobody's time runs out while so many ask, one after the other.
            set("transfersAtOnce=2\nticketLeaseSeconds=600\n");
            await(() -> settings.current().admission().lease().toSeconds() == 600);
            int threads = Thread.activeCount();
            for (int i = 0; i < 2_000; i++) {
                RawClient one = client();
                waiting.add(one);
                one.head("GET", TICKETS + "/" + id(ask(one)) + "?wait=60");
            }
            assertThat(Thread.activeCount()).isLessThan(threads + 40);
            for (int i = 0; i < 50; i++) {
                assertThat(client.get("/site/metadata/timestamp.json").status()).isEqualTo(200);
            }
            assertThat(client.ask("DELETE", TICKETS + "/" + first, "").status()).isEqualTo(204);
            await(() -> admissions.tickets().numbers().waiting() == 1_999);
            assertThat(admissions.tickets().numbers().updating()).isEqualTo(2);
        } finally {
            for (RawClient one : waiting) {
                one.close();
            }
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waited long enough").isLessThan(end);
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
        }
    }
}
