package jp.quickcare.benchmarks.server;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import jp.quickcare.benchmarks.measure.Summary;
import jp.quickcare.benchmarks.report.Result;
import org.jspecify.annotations.Nullable;

/** All PCs of a very large site update at once, and each says every second how far it is. */
final class ReportRows {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long TOTAL_BYTES = 100_000_000;

    private final int clients;
    private final int seconds;
    private final PrintStream progress;

    ReportRows(int clients, int seconds, PrintStream progress) {
        this.clients = clients;
        this.seconds = seconds;
        this.progress = progress;
    }

    /** @throws IOException also when an accepted report was lost, or one was not accepted */
    List<Result> measure(BenchedSite site, Path program, Path work) throws IOException, InterruptedException {
        progress.println(clients + " PCs report for " + seconds + " s");
        String instant = Instant.now().toString();
        Clients.Answers answers;
        double cpu;
        double loadCpu;
        double wall;
        try (SiteProcess ours = SiteProcess.start(program, site, work.resolve("reports.log"));
                Clients all = Clients.connect(ours.address(), clients)) {
            ThreadMXBean thread = ManagementFactory.getThreadMXBean();
            double cpuBefore = Cost.cpuSeconds(ours.process());
            long loadBefore = thread.getCurrentThreadCpuTime();
            long begin = System.nanoTime();
            answers = all.run(SECOND, (client, round) -> request(client, round, instant));
            wall = (System.nanoTime() - begin) / (double) SECOND;
            loadCpu = (thread.getCurrentThreadCpuTime() - loadBefore) / (double) SECOND;
            cpu = Cost.cpuSeconds(ours.process()) - cpuBefore;
        }
        long lost = clients
                - Sqlite.count(site, "SELECT count(*) FROM update_record WHERE ended > 0 AND told_result = 'normal'");
        long accepted = answers.byStatus().getOrDefault(204, 0L);
        if (lost != 0 || !answers.byStatus().equals(Map.of(204, accepted)) || answers.broken() != 0) {
            throw new IOException("lost: " + lost + " of " + clients + " updates; answers: " + answers);
        }
        // In the first second they come one after the other, and in the last they go.
        List<Double> perSecond = answers.perInterval().subList(1, Math.max(2, seconds)).stream()
                .map(Long::doubleValue)
                .toList();
        return List.of(
                result("cpu", "s per s", cpu / wall),
                result("cpu-per-1000", "ms", cpu * 1e6 / accepted),
                new Result("server/reports", "quickcare", "accepted", "reports/s", Summary.of(perSecond)),
                result("late", "reports", (double) answers.late()),
                result("lost", "updates", (double) lost),
                new Result("server/reports", "load", "cpu", "s per s", Summary.of(List.of(loadCpu / wall))));
    }

    private byte @Nullable [] request(int client, int round, String instant) {
        if (round > seconds) {
            return null;
        }
        String step;
        if (round == 0) {
            step =
                    "\"step\":\"update-started\",\"mode\":\"differential\",\"release\":\"1.0\",\"from\":\"0.9\",\"bytes\":"
                            + TOTAL_BYTES + ",\"manifest\":\"" + String.format(Locale.ROOT, "%064x", 2) + "\"";
        } else if (round < seconds) {
            step = "\"step\":\"progress\",\"phase\":\"download\",\"totalBytes\":" + TOTAL_BYTES + ",\"doneBytes\":"
                    + TOTAL_BYTES / seconds * round;
        } else {
            step = "\"step\":\"update-ended\",\"result\":\"normal\",\"release\":\"1.0\"";
        }
        String update = new UUID(1, client).toString();
        String body = "{" + Pc.json(client) + ",\"reports\":[{\"update\":\"" + update + "\",\"seq\":" + round
                + ",\"time\":\"" + instant + "\"," + step + "}]}";
        return Pc.post("/v1/reports", body);
    }

    private static Result result(String metric, String unit, double value) {
        return new Result("server/reports", "quickcare", metric, unit, Summary.of(List.of(value)));
    }
}
