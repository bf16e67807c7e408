package jp.quickcare.benchmarks.server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.quickcare.benchmarks.measure.Summary;
import jp.quickcare.benchmarks.report.Result;

/** Files as they lie: large objects, and the metadata that every start asks for, beside nginx. */
final class StaticRows {
    private static final String TIMESTAMP = "site/metadata/timestamp.json";
    private static final int LARGE_CONNECTIONS = 8;
    private static final int SMALL_CONNECTIONS = 64;

    private final int runs;
    private final int seconds;
    private final PrintStream progress;
    private final Map<String, List<Double>> measured = new LinkedHashMap<>();

    StaticRows(int runs, int seconds, PrintStream progress) {
        this.runs = runs;
        this.seconds = seconds;
        this.progress = progress;
    }

    List<Result> measure(BenchedSite site, Path program, Path work) throws IOException, InterruptedException {
        try (Nginx nginx = Nginx.serve(site.repository(), work);
                SiteProcess ours = SiteProcess.start(program, site, work.resolve("server.log"))) {
            Ticket ticket = Ticket.of(ours.url(), site);
            // A JVM begins by interpreting; a server runs for months.
            Load warm = new Load(SMALL_CONNECTIONS, seconds);
            warm.put(ours.process(), ours.url() + TIMESTAMP, List.of());
            new Load(LARGE_CONNECTIONS, 1).put(ours.process(), ours.url() + site.largeObject(), ticket.header());
            for (int run = 1; run <= runs; run++) {
                progress.println("static files, run " + run + " of " + runs);
                subject("nginx", nginx.process(), nginx.url(), site, List.of());
                subject("quickcare", ours.process(), ours.url(), site, ticket.header());
            }
        }
        return results();
    }

    private void subject(String name, ProcessHandle server, String url, BenchedSite site, List<String> ticket)
            throws IOException, InterruptedException {
        long bytes = site.repository().resolve(site.largeObject()).toFile().length();
        Load.Answered large = new Load(LARGE_CONNECTIONS, seconds).put(server, url + site.largeObject(), ticket);
        keep("large", name, "throughput", "bytes/s", large.perSecond() * bytes);
        keep("large", name, "per-cpu-second", "bytes/s", large.perCpuSecond() * bytes);
        small("small", name, server, url, List.of());
        String tag = Http.get(url + TIMESTAMP, 200).headers().firstValue("ETag").orElseThrow();
        small("small-unchanged", name, server, url, List.of("If-None-Match: " + tag));
    }

    private void small(String row, String name, ProcessHandle server, String url, List<String> headers)
            throws IOException, InterruptedException {
        Load.Answered small = new Load(SMALL_CONNECTIONS, seconds).put(server, url + TIMESTAMP, headers);
        keep(row, name, "throughput", "requests/s", small.perSecond());
        keep(row, name, "per-cpu-second", "requests/s", small.perCpuSecond());
    }

    private void keep(String row, String subject, String metric, String unit, double value) {
        measured.computeIfAbsent(String.join("|", "server/" + row, subject, metric, unit), key -> new ArrayList<>())
                .add(value);
    }

    private List<Result> results() {
        List<Result> results = new ArrayList<>();
        measured.forEach((key, values) -> {
            String[] names = key.split("\\|", 4);
            results.add(new Result(names[0], names[1], names[2], names[3], Summary.of(values)));
        });
        return results;
    }
}
