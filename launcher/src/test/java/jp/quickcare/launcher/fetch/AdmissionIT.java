package jp.quickcare.launcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import jp.quickcare.launcher.admission.Admission;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.manifest.digest.Sha256;
import jp.quickcare.manifest.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A4: a place is asked for, waited for, kept, lost and given back. */
class AdmissionIT {
    private static final Sha256 RELEASE = Sha256.of(new byte[] {1});

    private static final String WISH =
            "{\"client\":{\"id\":\"1\"},\"kind\":\"new\",\"release\":\"" + RELEASE.hex() + "\"}";

    @TempDir
    private Path folder;

    private final HonestHost host = new HonestHost();
    private final List<WantedObject> wanted = new ArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final Progress progress = new Progress() {
        @Override
        public boolean cancelled() {
            return cancelled.get();
        }
    };
    private TicketHost server;

    @BeforeEach
    void serve() throws Exception {
        server = new TicketHost(host);
        wanted.add(host.add(20_000, 1));
        wanted.add(host.addCompressed(HonestHost.random(70_000, 7)));
    }

    @AfterEach
    void end() throws Exception {
        server.close();
    }

    private Set<Sha256> bring(URI... bases) throws UpdateFailure {
        try (Admission admission = admission();
                Download download = new Download(List.of(bases), admission, DownloadLimits.standard())) {
            return download.bring(RELEASE, wanted, folder, progress);
        }
    }

    private List<String> asked() {
        return server.server().requests().stream()
                .map(request -> request.method() + " " + request.path())
                .toList();
    }

    private Admission admission() {
        JsonObject client = JsonObject.builder().put("id", "1").build();
        return new Admission(
                client,
                RELEASE,
                "new",
                (updating, waiting) -> told.add(updating + "/" + waiting),
                DownloadLimits.standard());
    }

    /** Who gives a place back waits a moment for the server, and goes on: on a busy machine it hears of it later. */
    private void awaitGivenBack() throws InterruptedException {
        await(() -> server.held() == 0);
    }

    private static void await(BooleanSupplier wanted) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** A4 */
    @Test
    void a_place_is_asked_for_along_with_the_files_and_is_given_back_after_them() throws Exception {
        assertThat(bring(server.server().uri())).isEmpty();
        Folders.assertComplete(folder, wanted);
        awaitGivenBack();
        assertThat(asked()).containsExactly("POST /v1/files", "DELETE /v1/tickets/ticket-1");
        assertThat(server.server().requests().get(0).body())
                .startsWith("{\"release\":\"" + RELEASE.hex() + "\",\"ticket\":" + WISH + ",\"objects\":[{");
        assertThat(server.server().requests().get(0).header("QuickCare-Ticket")).isEmpty();
        assertThat(told).isEmpty();
    }

    /** A4: a server that is older than the launcher */
    @Test
    void a_server_that_wants_to_be_asked_alone_is_so_from_then_on() throws Exception {
        server.beOld();
        WantedObject later = host.add(5_000, 8);
        try (Admission admission = admission()) {
            for (List<WantedObject> some : List.of(List.copyOf(wanted), List.of(later))) {
                try (Download download =
                        new Download(List.of(server.server().uri()), admission, DownloadLimits.standard())) {
                    assertThat(download.bring(RELEASE, some, folder, progress)).isEmpty();
                }
            }
        }
        wanted.add(later);
        Folders.assertComplete(folder, wanted);
        assertThat(asked())
                .filteredOn(one -> !one.startsWith("DELETE"))
                .containsExactly(
                        "POST /v1/files", "POST /v1/tickets", "POST /v1/files", "POST /v1/tickets", "POST /v1/files");
        assertThat(server.server().requests().get(1).body()).isEqualTo(WISH);
        awaitGivenBack();
    }

    /** A4 */
    @Test
    void who_has_to_wait_is_told_in_place_of_the_files_and_asks_for_them_again_with_his_ticket() throws Exception {
        server.letWait(1);
        assertThat(bring(server.server().uri())).isEmpty();
        Folders.assertComplete(folder, wanted);
        awaitGivenBack();
        assertThat(asked())
                .containsExactly(
                        "POST /v1/files",
                        "GET /v1/tickets/ticket-1?wait=25",
                        "POST /v1/files",
                        "DELETE /v1/tickets/ticket-1");
        RawServer.Request second = server.server().requests().get(2);
        assertThat(second.header("QuickCare-Ticket")).isEqualTo("ticket-1");
        assertThat(second.body()).doesNotContain("\"ticket\"");
        assertThat(told).containsExactly("15/1");
    }

    /** A4, A5: several streams at once */
    @Test
    void the_streams_beside_the_first_show_the_place_that_it_was_given() throws Exception {
        for (int i = 0; i < 12; i++) {
            wanted.add(host.add(600_000, 100 + i));
        }
        assertThat(bring(server.server().uri())).isEmpty();
        Folders.assertComplete(folder, wanted);
        awaitGivenBack();
        assertThat(asked())
                .containsExactly(
                        "POST /v1/files",
                        "POST /v1/files",
                        "POST /v1/files",
                        "POST /v1/files",
                        "DELETE /v1/tickets/ticket-1");
        assertThat(server.server().requests().subList(1, 4))
                .allMatch(request -> request.header("QuickCare-Ticket").equals("ticket-1"))
                .noneMatch(request -> request.body().contains("\"ticket\""));
    }

    /** A4, A5: an answer that broke off before its head told nothing of a place; what had come is not brought again */
    @Test
    void a_first_question_that_breaks_is_asked_again_with_the_same_wish() throws Exception {
        AtomicInteger times = new AtomicInteger();
        try (RawServer breaking = new RawServer((request, wire) -> {
            if (request.path().equals("/v1/files") && times.getAndIncrement() == 0) {
                wire.cut();
            } else {
                server.answer(request, wire);
            }
        })) {
            assertThat(bring(breaking.uri())).isEmpty();
            Folders.assertComplete(folder, wanted);
            awaitGivenBack();
            assertThat(breaking.requests())
                    .extracting(request -> request.method() + " " + request.path())
                    .containsExactly("POST /v1/files", "POST /v1/files", "DELETE /v1/tickets/ticket-1");
            assertThat(breaking.requests().get(1).body())
                    .isEqualTo(breaking.requests().get(0).body());
        }
    }

    /** A4 */
    @Test
    void nothing_to_fetch_asks_for_no_place() throws Exception {
        bring(server.server().uri());
        bring(server.server().uri());
        assertThat(server.given()).isEqualTo(1);
    }

    /** A4 */
    @Test
    void who_waits_is_told_the_numbers_whenever_they_change() throws Exception {
        server.letWait(3);
        assertThat(bring(server.server().uri())).isEmpty();
        Folders.assertComplete(folder, wanted);
        assertThat(told).containsExactly("15/3", "15/2", "15/1");
    }

    /** A4 */
    @Test
    void giving_up_while_waiting_gives_the_place_in_the_queue_back() throws Exception {
        server.fallSilent();
        Thread user = new Thread(() -> {
            // Given up sooner, his question may not have come there before he gives his place back.
            while (told.isEmpty() || asked().size() < 2) {
                Thread.onSpinWait();
            }
            cancelled.set(true);
        });
        user.start();
        assertThatThrownBy(() -> bring(server.server().uri()))
                .isInstanceOfSatisfying(
                        KeepFailure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.CANCELLED));
        user.join();
        awaitGivenBack();
        assertThat(asked())
                .containsExactly("POST /v1/files", "GET /v1/tickets/ticket-1?wait=25", "DELETE /v1/tickets/ticket-1");
        assertThat(folder).isEmptyDirectory();
    }

    /** A4, A5 */
    @Test
    void a_lost_place_is_asked_for_again_and_nothing_comes_twice() throws Exception {
        server.letWait(1);
        server.loseTickets(1);
        assertThat(bring(server.server().uri())).isEmpty();
        Folders.assertComplete(folder, wanted);
        assertThat(server.given()).isEqualTo(2);
        awaitGivenBack();
        assertThat(asked())
                .filteredOn(one -> !one.startsWith("DELETE"))
                .containsExactly(
                        "POST /v1/files",
                        "GET /v1/tickets/ticket-1?wait=25",
                        "POST /v1/files",
                        "POST /v1/files",
                        "GET /v1/tickets/ticket-2?wait=25",
                        "POST /v1/files");
    }

    /** A4 */
    @Test
    void a_place_is_renewed_while_files_come() throws Exception {
        try (RawServer slow = new RawServer((request, wire) -> {
            if (request.path().startsWith("/v1/tickets/")) {
                told.add(request.method());
                wire.status("204 No Content");
            } else {
                byte[] tar = host.tar(request);
                wire.head(
                        "200 OK",
                        "Content-Type: application/x-tar",
                        "QuickCare-Granted: {\"id\":\"a\",\"state\":\"granted\",\"updating\":1,\"waiting\":0,"
                                + "\"limit\":1,\"leaseSeconds\":1}",
                        "Content-Length: " + tar.length);
                while (!told.contains("PUT")) {
                    Thread.onSpinWait();
                }
                wire.body(tar);
            }
        })) {
            assertThat(bring(slow.uri())).isEmpty();
            await(() -> told.contains("DELETE"));
        }
        assertThat(told).contains("PUT").endsWith("DELETE");
    }

    /** A4: a static host knows no tickets. */
    @ParameterizedTest
    @ValueSource(strings = {"404 Not Found", "405 Method Not Allowed", "501 Not Implemented", "403 Forbidden"})
    void a_host_without_tickets_is_fetched_from_without_one(String answer) throws Exception {
        try (RawServer plain = new RawServer((request, wire) -> {
            if (request.method().equals("POST")) {
                wire.status(answer);
            } else {
                host.staticAnswer(request, wire);
            }
        })) {
            assertThat(bring(plain.uri())).isEmpty();
            Folders.assertComplete(folder, wanted);
            assertThat(plain.requests())
                    .noneMatch(request -> !request.header("QuickCare-Ticket").isEmpty())
                    .extracting(
                            request -> request.method() + " " + request.path().replaceAll("[0-9a-f]{2}/.*", ""))
                    .containsExactly("POST /v1/files", "GET /objects/", "GET /objects/");
        }
    }

    /** A4: a plain folder that is served streams files and knows no tickets */
    @Test
    void a_server_that_gives_files_to_everybody_is_asked_for_no_place_again() throws Exception {
        try (RawServer plain = new RawServer(host::streamAnswer)) {
            assertThat(bring(plain.uri())).isEmpty();
            Folders.assertComplete(folder, wanted);
            assertThat(plain.requests())
                    .extracting(request -> request.method() + " " + request.path())
                    .containsExactly("POST /v1/files");
        }
    }

    /** A36, TR6 */
    @Test
    void a_captive_portal_gives_no_place_and_its_pages_are_not_kept() throws Exception {
        try (RawServer portal = new RawServer((request, wire) ->
                wire.ok("text/html", "<html>Welcome</html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))) {
            assertThatThrownBy(() -> bring(portal.uri())).isInstanceOf(UpdateFailure.class);
        }
        assertThat(folder).isEmptyDirectory();
    }

    /** A7 */
    @Test
    void a_new_install_that_is_forbidden_is_told_so() throws Exception {
        try (RawServer forbidding = new RawServer((request, wire) ->
                TicketHost.problem(wire, "403 Forbidden", "urn:quickcare:problem:new-installs-forbidden"))) {
            assertThatThrownBy(() -> bring(forbidding.uri()))
                    .isInstanceOfSatisfying(
                            KeepFailure.class,
                            failure -> assertThat(failure.code()).isEqualTo(FailureCode.NEW_INSTALL_FORBIDDEN));
        }
    }

    /** A4: a flood of others keeps no PC out */
    @Test
    void a_server_that_is_busy_is_asked_again_when_it_says() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        RawServer.Answer quick = host::streamAnswer;
        try (RawServer busy = new RawServer((request, wire) -> {
            if (request.path().equals("/v1/files") && asked.getAndIncrement() == 0) {
                wire.head("429 Too Many Requests", "Retry-After: 1", "Content-Length: 0");
            } else {
                quick.to(request, wire);
            }
        })) {
            long before = System.nanoTime();
            assertThat(bring(busy.uri())).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(900));
        }
        assertThat(asked).hasValue(2);
    }

    /** A4, TR7: the ticket belongs to the source. */
    @Test
    void a_mirror_is_never_shown_the_ticket_of_the_site() throws Exception {
        WantedObject onlyAtMirror = host.add(9_000, 3);
        byte[] content = host.stored(onlyAtMirror);
        host.remove(onlyAtMirror);
        wanted.add(onlyAtMirror);
        HonestHost second = new HonestHost();
        second.put(onlyAtMirror, content);
        try (RawServer mirror = new RawServer(second::staticAnswer)) {
            assertThat(bring(server.server().uri(), mirror.uri())).isEmpty();
            assertThat(mirror.requests())
                    .noneMatch(request -> !request.header("QuickCare-Ticket").isEmpty());
        }
        awaitGivenBack();
    }

    /** A4 */
    @Test
    void nonsense_for_a_ticket_ends_in_a_failure_and_not_without_end() throws Exception {
        try (RawServer odd = new RawServer((request, wire) -> {
            byte[] ticket =
                    "{\"id\":\"../../x\",\"state\":\"granted\"}".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            wire.head("201 Created", "Content-Type: application/json", "Content-Length: " + ticket.length);
            wire.body(ticket);
        })) {
            assertThatThrownBy(() -> bring(odd.uri())).isInstanceOf(UpdateFailure.class);
            assertThat(odd.requests())
                    .hasSize(DownloadLimits.standard().attempts())
                    .allMatch(request -> request.path().equals("/v1/files"));
        }
    }

    /** A4, TR1 */
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "{}", "{\"id\":\"../../x\",\"state\":\"granted\"}"})
    void nonsense_for_a_ticket_in_the_head_of_files_ends_in_a_failure_and_leaves_nothing(String ticket)
            throws Exception {
        try (RawServer odd = new RawServer((request, wire) -> {
            byte[] tar = host.tar(request);
            wire.head(
                    "200 OK",
                    "Content-Type: application/x-tar",
                    "QuickCare-Granted: " + ticket,
                    "Content-Length: " + tar.length);
            wire.body(tar);
        })) {
            assertThatThrownBy(() -> bring(odd.uri())).isInstanceOf(UpdateFailure.class);
            assertThat(odd.requests())
                    .hasSize(DownloadLimits.standard().attempts())
                    .allMatch(request -> request.path().equals("/v1/files"));
        }
        assertThat(folder).isEmptyDirectory();
    }

    /** A4: the update waits no longer than a moment for a slow server, and each place is given back all the same. */
    @Test
    void places_are_given_back_to_a_slow_server_too() throws Exception {
        server.letWait(1);
        server.loseTickets(1);
        server.letDeletesWait();
        assertThat(bring(server.server().uri())).isEmpty();
        assertThat(server.held()).isEqualTo(1);
        server.answerDeletes();
        await(() -> server.held() == 0);
    }
}
