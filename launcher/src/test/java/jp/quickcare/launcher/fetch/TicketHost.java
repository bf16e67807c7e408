package jp.quickcare.launcher.fetch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A site server with places, as docs/http.md has it: no ticket, no bytes. */
final class TicketHost implements AutoCloseable {
    private final HonestHost files;
    private final RawServer server;
    private final Map<String, Boolean> granted = new ConcurrentHashMap<>();
    private final List<String> polls = new CopyOnWriteArrayList<>();
    private final AtomicInteger given = new AtomicInteger();
    private volatile int pollsToWait;
    private volatile boolean old;
    private volatile boolean silentWhileWaiting;
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile CountDownLatch deletes = new CountDownLatch(0);

    TicketHost(HonestHost files) throws IOException {
        this.files = files;
        this.server = new RawServer(this::answer);
    }

    RawServer server() {
        return server;
    }

    /** It knows nothing of a place that is asked for along with files. */
    void beOld() {
        old = true;
    }

    /** A new ticket waits for so many polls; the numbers fall with each. */
    void letWait(int polls) {
        pollsToWait = polls;
    }

    /** Polls are held open and never answered. */
    void fallSilent() {
        silentWhileWaiting = true;
        pollsToWait = 1;
    }

    /** So many requests for files find their ticket lost. */
    void loseTickets(int times) {
        refusals.set(times);
    }

    /** Whoever gives a ticket back gets no answer for now. */
    void letDeletesWait() {
        deletes = new CountDownLatch(1);
    }

    void answerDeletes() {
        deletes.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** How many tickets were given. */
    int given() {
        return given.get();
    }

    /** How many are held now. */
    int held() {
        return granted.size();
    }

    void answer(RawServer.Request request, RawServer.Wire wire) throws IOException {
        String path = request.path();
        boolean along = !old && path.equals("/v1/files") && request.body().contains(",\"ticket\":{\"client\":");
        if (along && pollsToWait == 0) {
            byte[] tar = files.tar(request);
            wire.head(
                    "200 OK",
                    "Content-Type: application/x-tar",
                    "QuickCare-Granted: " + json(give()),
                    "Content-Length: " + tar.length);
            wire.body(tar);
        } else if (along || path.equals("/v1/tickets")) {
            ticket(wire, "201 Created", give());
        } else if (path.startsWith("/v1/tickets/")) {
            known(request, path.substring("/v1/tickets/".length()).replaceAll("\\?.*", ""), wire);
        } else if (mayHave(request)) {
            files.streamAnswer(request, wire);
        } else {
            problem(wire, "403 Forbidden", "urn:quickcare:problem:ticket-needed");
        }
    }

    private String give() {
        String id = "ticket-" + given.incrementAndGet();
        granted.put(id, pollsToWait == 0);
        polls.clear();
        return id;
    }

    private boolean mayHave(RawServer.Request request) {
        String ticket = request.header("QuickCare-Ticket");
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            granted.remove(ticket);
        }
        return granted.getOrDefault(ticket, false);
    }

    private void known(RawServer.Request request, String id, RawServer.Wire wire) throws IOException {
        if (request.method().equals("DELETE")) {
            awaitQuietly(deletes);
            granted.remove(id);
            wire.status("204 No Content");
        } else if (!granted.containsKey(id)) {
            problem(wire, "410 Gone", "urn:quickcare:problem:ticket-lost");
        } else if (!silentWhileWaiting || request.method().equals("PUT")) {
            polls.add(id);
            if (polls.size() >= pollsToWait) {
                granted.put(id, true);
            }
            ticket(wire, "200 OK", id);
        }
    }

    private void ticket(RawServer.Wire wire, String status, String id) throws IOException {
        body(wire, status, "application/json", json(id));
    }

    private String json(String id) {
        boolean place = granted.getOrDefault(id, false);
        return "{\"id\":\"" + id + "\",\"state\":\"" + (place ? "granted" : "waiting")
                + "\",\"updating\":15,\"waiting\":" + (pollsToWait - polls.size())
                + ",\"limit\":15,\"leaseSeconds\":30,\"later\":\"unknown members are passed over\"}";
    }

    static void problem(RawServer.Wire wire, String status, String type) throws IOException {
        body(wire, status, "application/problem+json", "{\"type\":\"" + type + "\",\"title\":\"no\"}");
    }

    private static void body(RawServer.Wire wire, String status, String type, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        wire.head(status, "Content-Type: " + type, "Content-Length: " + bytes.length);
        wire.body(bytes);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
