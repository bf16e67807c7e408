package jp.quickcare.benchmarks.server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jp.quickcare.benchmarks.measure.Summary;
import jp.quickcare.benchmarks.report.Result;

/** Very many PCs on open connections, half of them waiting for a place and half at work: what they take, and whether others feel it. */
final class OpenRows {
    private static final int PROBES = 3_000;
    private static final long SETTLE_SECONDS = 10;

    private final int clients;
    private final PrintStream progress;

    OpenRows(int clients, PrintStream progress) {
        this.clients = clients;
        this.progress = progress;
    }

    List<Result> measure(BenchedSite site, Path program, Path work) throws IOException, InterruptedException {
        progress.println(clients + " PCs on open connections");
        site.set("transfersAtOnce", "1");
        site.set("ticketLeaseSeconds", "300");
        try (SiteProcess ours = SiteProcess.start(program, site, work.resolve("open.log"))) {
            List<Ticket> waiting = tickets(ours.url(), Ticket.manifest(site), clients / 2);
            // Whoever knows less than there is would be answered at once, again and again.
            String tag = Http.get(ours.url() + "site/metadata/timestamp.json", 200)
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow();
            probe(ours.url());
            Latency alone = probe(ours.url());
            try (Clients held = Clients.connect(ours.address(), clients)) {
                CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> hold(held, waiting, tag));
                Thread.sleep(TimeUnit.SECONDS.toMillis(SETTLE_SECONDS));
                Latency among = probe(ours.url());
                long resident = Cost.residentBytes(ours.process());
                double cpu = Cost.cpuSeconds(ours.process());
                Thread.sleep(TimeUnit.SECONDS.toMillis(SETTLE_SECONDS));
                cpu = (Cost.cpuSeconds(ours.process()) - cpu) / SETTLE_SECONDS;
                held.stop();
                asking.join();
                return List.of(
                        result("resident", "bytes", (double) resident),
                        result("cpu", "s per s", cpu),
                        result("latency-alone", "ms", alone.medianMillis()),
                        result("latency-among", "ms", among.medianMillis()),
                        result("latency-99-alone", "ms", alone.slowMillis()),
                        result("latency-99-among", "ms", among.slowMillis()));
            }
        }
    }

    private static List<Ticket> tickets(String url, String manifest, int count)
            throws IOException, InterruptedException {
        List<Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tickets.add(Ticket.of(url, manifest, i));
        }
        return tickets;
    }

    private void hold(Clients held, List<Ticket> waiting, String tag) {
        try {
            Clients.Answers answers = held.run(0, (client, round) -> request(client, waiting, tag));
            if (answers.broken() > 0) {
                throw new IllegalStateException("connections were broken: " + answers);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] request(int client, List<Ticket> waiting, String tag) {
        if (client < waiting.size()) {
            return ("GET /v1/tickets/" + waiting.get(client).id() + "?wait=25 HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
        String body = "{" + Pc.json(client) + ",\"session\":\"" + Pc.id(client)
                + "\",\"program\":\"application\",\"processes\":1,\"siteTimestamp\":\""
                + tag.replace("\"", "\\\"") + "\"}";
        return Pc.post("/v1/presence?wait=30", body);
    }

    private record Latency(double medianMillis, double slowMillis) {}

    /** One request after the other for the site's timestamp. */
    private static Latency probe(String url) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < PROBES; i++) {
            long begin = System.nanoTime();
            Http.get(url + "site/metadata/timestamp.json", 200);
            millis.add((System.nanoTime() - begin) / 1e6);
        }
        List<Double> sorted = millis.stream().sorted().toList();
        return new Latency(sorted.get(PROBES / 2), sorted.get(PROBES * 99 / 100));
    }

    private static Result result(String metric, String unit, double value) {
        return new Result("server/open", "quickcare", metric, unit, Summary.of(List.of(value)));
    }
}
