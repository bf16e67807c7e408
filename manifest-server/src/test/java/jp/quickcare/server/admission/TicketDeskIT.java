package jp.quickcare.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import jp.quickcare.server.live.Changes;
import jp.quickcare.server.settings.ServerSettings.Admission;
import jp.quickcare.server.settings.ServerSettings.Order;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A4: what is told to whoever asks for a place, alone or along with files, which a word stands for here. */
class TicketDeskIT {
    private static final String FILES = "files by ticket ";
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final List<TicketRequest> seen = new CopyOnWriteArrayList<>();
    private volatile Optional<Refusal> refusal = Optional.empty();
    private volatile boolean away;
    private final Tickets tickets =
            new Tickets(new LocalPlaces(() -> 0, new SplittableRandom(7)), this::rules, () -> 0, new Changes());
    private final TicketDesk desk = new TicketDesk(tickets, request -> refusal, seen::add);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Undertow server = Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(exchange -> exchange.dispatch(() -> serve(exchange)))
            .build();

    private Admission rules() {
        if (away) {
            throw new IllegalStateException("the places are not to be reached");
        }
        return new Admission(1, Order.FIFO, LEASE);
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private void serve(HttpServerExchange exchange) {
        TicketRequest request = wish(exchange.getQueryString());
        if (exchange.getRequestPath().equals("/alone")) {
            desk.answer(exchange, request);
        } else {
            desk.admit(exchange, request)
                    .ifPresent(id -> exchange.getResponseSender().send(FILES + id));
        }
    }

    private static TicketRequest wish(String client) {
        String json = "{\"client\":{\"id\":\"00000000-0000-4000-8000-00000000000" + client
                + "\",\"pc\":\"PC\",\"user\":\"u\",\"app\":\"qc\",\"channel\":\"QC\",\"platform\":\"any\","
                + "\"launcher\":\"1.0.0\"},\"release\":\"" + "a".repeat(64) + "\",\"kind\":\"full\"}";
        try {
            return TicketRequest.parse(json.getBytes(StandardCharsets.US_ASCII));
        } catch (jp.quickcare.server.http.BadBody e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> ask(String path, int client) throws Exception {
        int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path + "?" + client))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String told(String id, boolean granted, int updating, int waiting) {
        return new Ticket(id, granted, new Numbers(updating, waiting, 1), LEASE).toJson();
    }

    private static String idIn(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    @Test
    void who_asks_along_where_a_place_is_free_has_it_and_his_files() throws Exception {
        HttpResponse<String> answer = ask("/along", 1);

        String id = answer.body().substring(FILES.length());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith(FILES);
        assertThat(header(answer, "QuickCare-Granted")).isEqualTo(told(id, true, 1, 0));
        assertThat(tickets.isGranted(id)).isTrue();
        assertThat(seen).containsExactly(wish("1"));
    }

    @Test
    void who_asks_along_where_none_is_free_is_told_what_he_would_be_told_alone() throws Exception {
        ask("/along", 1);
        List<HttpResponse<String>> answers = new ArrayList<>(List.of(ask("/along", 2), ask("/alone", 3)));

        for (int i = 0; i < answers.size(); i++) {
            HttpResponse<String> answer = answers.get(i);
            String id = idIn(header(answer, "Location"));
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(header(answer, "Location")).isEqualTo("/v1/tickets/" + id);
            assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
            assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
            assertThat(header(answer, "QuickCare-Granted")).isEmpty();
            assertThat(answer.body()).isEqualTo(told(id, false, 1, i + 1));
        }
    }

    @Test
    void who_asks_alone_is_told_of_his_place_in_the_answer_itself() throws Exception {
        HttpResponse<String> answer = ask("/alone", 1);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo(told(idIn(header(answer, "Location")), true, 1, 0));
        assertThat(header(answer, "QuickCare-Granted")).isEmpty();
    }

    /** A7, A8: who is refused has shown up all the same, and no place is taken for him. */
    @Test
    void who_is_refused_is_told_why_has_no_place_and_was_seen() throws Exception {
        refusal = Optional.of(Refusal.NEW_INSTALLS_FORBIDDEN);
        for (String path : List.of("/along", "/alone")) {
            HttpResponse<String> answer = ask(path, 1);

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body())
                    .contains(Refusal.NEW_INSTALLS_FORBIDDEN.type(), Refusal.NEW_INSTALLS_FORBIDDEN.sentence());
        }
        assertThat(seen).hasSize(2);
        assertThat(tickets.numbers()).isEqualTo(new Numbers(0, 0, 1));
    }

    @Test
    void where_too_many_wait_one_more_is_told_to_come_again() throws Exception {
        for (int i = 0; i < Places.MOST_OF_ONE_PEER; i++) {
            assertThat(tickets.ask(new Asker("client " + i, "127.0.0.1"))).isPresent();
        }
        comesAgain("Too many clients wait already.");
    }

    /** A1 */
    @Test
    void who_asks_a_server_that_ends_is_told_to_come_again() throws Exception {
        tickets.end();
        comesAgain("The server is ending.");
    }

    /** F6: that is the server's trouble, and no client's fault. */
    @Test
    void where_the_places_cannot_be_reached_whoever_asks_is_told_to_come_again() throws Exception {
        away = true;
        comesAgain("The server cannot look after tickets now; try again.");

        away = false;
        assertThat(ask("/along", 1).statusCode()).isEqualTo(200);
    }

    private void comesAgain(String why) throws Exception {
        for (String path : List.of("/along", "/alone")) {
            HttpResponse<String> answer = ask(path, 1);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(header(answer, "Retry-After")).isEqualTo("2");
            assertThat(header(answer, "QuickCare-Granted")).isEmpty();
            assertThat(answer.body()).contains(why).doesNotContain(FILES);
        }
    }
}
