package jp.quickcare.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jp.quickcare.server.live.Changes;
import jp.quickcare.server.live.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SA4: pages that listen are bounded, and a page that is closed is gone. */
class EventsIT {
    private final Changes changes = new Changes();
    private final Events events = new Events(changes);
    private final Undertow server = Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(exchange -> events.listen(exchange, () -> true))
            .build();
    private final List<Socket> open = new ArrayList<>();

    @AfterEach
    void end() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        events.close();
        server.stop();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(120_000);
        socket.connect((InetSocketAddress) server.getListenerInfo().get(0).getAddress());
        return socket;
    }

    /** @return the status */
    private static int ask(Socket socket) {
        try {
            socket.getOutputStream()
                    .write("GET /console/events HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return Integer.parseInt(
                    new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).substring(9));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** SA4 */
    @Test
    void of_many_that_come_at_the_same_moment_no_more_than_the_bound_are_let_in() throws Exception {
        server.start();
        ExecutorService threads = Executors.newFixedThreadPool(60);
        try {
            List<CompletableFuture<Integer>> asked = new ArrayList<>();
            for (int i = 0; i < Events.MOST + 60; i++) {
                Socket socket = connect();
                open.add(socket);
                asked.add(CompletableFuture.supplyAsync(() -> ask(socket), threads));
            }
            int let = 0;
            for (CompletableFuture<Integer> one : asked) {
                int status = one.get(120, TimeUnit.SECONDS);
                assertThat(status).isIn(200, 503);
                let += status == 200 ? 1 : 0;
            }
            assertThat(let).isEqualTo(Events.MOST);
        } finally {
            threads.shutdownNow();
        }
    }

    /** A11 */
    @Test
    void a_page_that_is_closed_makes_room_at_once_and_the_others_hear_of_changes() throws Exception {
        server.start();
        for (int i = 0; i < 3; i++) {
            open.add(connect());
            assertThat(ask(open.get(i))).isEqualTo(200);
        }
        assertThat(events.listening()).isEqualTo(3);
        open.get(0).close();
        open.get(1).close();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (events.listening() > 1) {
            assertThat(System.nanoTime()).as("well before a heartbeat").isLessThan(deadline);
            LockSupport.parkNanos(10_000_000);
        }
        changes.changed(Topic.UPDATES);
        StringBuilder heard = new StringBuilder();
        while (!heard.toString().contains("data:updates")) {
            heard.append((char) open.get(2).getInputStream().read());
        }
    }
}
