package jp.quickcare.benchmarks.server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import jp.quickcare.benchmarks.measure.Summary;
import jp.quickcare.benchmarks.report.Result;
import org.jspecify.annotations.Nullable;

/**
 * What one check of a PC costs the server, with few PCs registered and with very many: it asks whether anything is
 * new, twice, says that it is there, and how it is. The same number of PCs check at both, spread over those there are.
 */
final class CheckRows {
    private static final int CHECKING = 100;
    private static final int ROUNDS = 20;
    private static final int BATCHES = 7;
    private static final int STEPS = 4;

    private final List<Registered> sizes;
    private final PrintStream progress;

    /** @param sizes first the small one, then the large one */
    CheckRows(List<Registered> sizes, PrintStream progress) {
        this.sizes = List.copyOf(sizes);
        this.progress = progress;
    }

    /** @param sites one for each size, with its tables filled */
    List<Result> measure(List<BenchedSite> sites, Path program, Path work) throws IOException, InterruptedException {
        List<List<Double>> millis = List.of(new ArrayList<>(), new ArrayList<>());
        try (SiteProcess few = SiteProcess.start(program, sites.get(0), work.resolve("few.log"));
                SiteProcess many = SiteProcess.start(program, sites.get(1), work.resolve("many.log"))) {
            List<SiteProcess> servers = List.of(few, many);
            for (int batch = -2; batch < BATCHES; batch++) {
                progress.println(
                        "checks, batch " + (batch + 1) + " of " + BATCHES + (batch < 0 ? ", to get warm" : ""));
                for (int i = 0; i < servers.size(); i++) {
                    double one = cpuMillis(servers.get(i), sizes.get(i), batch);
                    if (batch >= 0) {
                        millis.get(i).add(one);
                    }
                }
            }
        }
        // Whatever else the machine does only adds to it, so the least of each is compared.
        Summary few = Summary.of(millis.get(0));
        Summary many = Summary.of(millis.get(1));
        return List.of(
                new Result("server/check/" + sizes.get(0).pcs() + "-pcs", "quickcare", "cpu", "ms", few),
                new Result("server/check/" + sizes.get(1).pcs() + "-pcs", "quickcare", "cpu", "ms", many),
                new Result(
                        "server/check/growth",
                        "quickcare",
                        "cpu",
                        "ratio",
                        Summary.of(List.of(many.min() / few.min()))));
    }

    private static double cpuMillis(SiteProcess server, Registered registered, int batch)
            throws IOException, InterruptedException {
        String instant = Instant.now().toString();
        String siteTag = tag(server, "site/metadata/timestamp.json");
        String releaseTag = tag(server, "release/metadata/timestamp.json");
        double before = Cost.cpuSeconds(server.process());
        try (Clients all = Clients.connect(server.address(), CHECKING)) {
            Clients.Answers answers = all.run(
                    0, (client, round) -> request(registered, client, round, batch, siteTag, releaseTag, instant));
            if (answers.broken() > 0 || answers.byStatus().keySet().stream().anyMatch(status -> status >= 400)) {
                throw new IOException("not every check was answered: " + answers);
            }
        }
        return (Cost.cpuSeconds(server.process()) - before) * 1000 / (CHECKING * ROUNDS);
    }

    private static String tag(SiteProcess server, String file) throws IOException, InterruptedException {
        return Http.get(server.url() + file, 200).headers().firstValue("ETag").orElseThrow();
    }

    private static byte @Nullable [] request(
            Registered registered,
            int client,
            int round,
            int batch,
            String siteTag,
            String releaseTag,
            String instant) {
        if (round >= ROUNDS * STEPS) {
            return null;
        }
        int number = (int) ((long) client * registered.pcs() / CHECKING);
        String who = Pc.json(registered.id(number), number);
        return switch (round % STEPS) {
            case 0 -> conditional("site/metadata/timestamp.json", siteTag);
            case 1 -> conditional("release/metadata/timestamp.json", releaseTag);
            case 2 ->
                Pc.post(
                        "/v1/presence?wait=0",
                        "{" + who + ",\"session\":\"" + Pc.id(client)
                                + "\",\"program\":\"application\",\"processes\":1,\"siteTimestamp\":\"\"}");
            default ->
                Pc.post(
                        "/v1/reports",
                        "{" + who + ",\"reports\":[{\"update\":\"" + new UUID(batch + 10L, round)
                                + "\",\"seq\":0,\"time\":\"" + instant
                                + "\",\"step\":\"state\",\"why\":\"up-to-date\"}]}");
        };
    }

    private static byte[] conditional(String file, String tag) {
        return String.format(Locale.ROOT, "GET /%s HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: %s\r\n\r\n", file, tag)
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
