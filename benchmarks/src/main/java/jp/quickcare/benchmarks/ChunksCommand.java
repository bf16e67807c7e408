package jp.quickcare.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import jp.quickcare.benchmarks.delta.DeltaBenchmark;
import jp.quickcare.benchmarks.delta.Outcome;
import jp.quickcare.benchmarks.delta.ReleasePair;
import jp.quickcare.benchmarks.delta.Releases;
import jp.quickcare.benchmarks.measure.Meter;
import jp.quickcare.benchmarks.measure.Summary;
import jp.quickcare.benchmarks.report.JsonReport;
import jp.quickcare.benchmarks.report.Result;
import jp.quickcare.benchmarks.report.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "chunks",
        description = {
            "Bytes of updates by chunks, without a delta, between real releases, which Maven brings once, beside casync.",
            "Every result is verified. \"known\" is with the old release at the publisher when it made the chunks,"
                    + " \"unknown\" without."
        })
final class ChunksCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(40);

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    void help(boolean wanted) {
        // picocli itself acts on it.
    }

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the results there too.")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--pairs",
            paramLabel = "NAME",
            split = ",",
            description = "Measures these pairs alone: tomcat-41-42, tomcat-42-47, activemq, maven, plantuml,"
                    + " sqlite-jdbc, kotlin.")
    private Set<String> pairs = Set.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Result> results = new ArrayList<>();
        Table table = new Table(
                "pair",
                "casync",
                "known",
                "of casync",
                "unknown",
                "create CPU s",
                "create MB",
                "apply CPU s",
                "apply MB");
        try (var work = new Workplace()) {
            Meter meter = new Meter(work.root().resolve("benchmarks/measure"), work.folder("meter"), LIMIT);
            var benchmark = new DeltaBenchmark(meter, work.root(), work.folder("deltas"), System.err);
            var releases = new Releases(work.root().resolve("benchmarks/target/releases"));
            for (ReleasePair pair : ReleasePair.ALL) {
                if (pairs.isEmpty() || pairs.contains(pair.name())) {
                    System.err.println(pair.name());
                    Path old = releases.of(pair, pair.from());
                    Path fresh = releases.of(pair, pair.to());
                    Outcome casync =
                            benchmark.measure(old, fresh, Set.of("casync")).get(0);
                    Outcome unknown = benchmark.chunks(old, fresh, false);
                    add(pair, casync, benchmark.chunks(old, fresh, true), unknown, table, results);
                }
            }
        }
        System.out.print(table);
        if (json.isPresent()) {
            Files.writeString(json.get(), JsonReport.of(results));
        }
        return 0;
    }

    private static void add(
            ReleasePair pair, Outcome casync, Outcome known, Outcome unknown, Table table, List<Result> results) {
        double createSeconds = known.create().cpuMillis() / 1_000;
        double applySeconds = known.apply().cpuMillis() / 1_000;
        double createMegabytes = known.create().peakRssKib() / 1_024.0;
        double applyMegabytes = known.apply().peakRssKib() / 1_024.0;
        table.row(
                pair.name(),
                String.format(Locale.ROOT, "%,d", casync.bytes()),
                String.format(Locale.ROOT, "%,d", known.bytes()),
                String.format(Locale.ROOT, "%.3f", (double) known.bytes() / casync.bytes()),
                String.format(Locale.ROOT, "%,d", unknown.bytes()),
                String.format(Locale.ROOT, "%.1f", createSeconds),
                String.format(Locale.ROOT, "%.0f", createMegabytes),
                String.format(Locale.ROOT, "%.2f", applySeconds),
                String.format(Locale.ROOT, "%.0f", applyMegabytes));
        result(results, pair, "casync", "bytes", "B", (double) casync.bytes());
        result(results, pair, "quickcare", "bytes", "B", (double) known.bytes());
        result(results, pair, "quickcare", "bytes-unknown", "B", (double) unknown.bytes());
        result(results, pair, "quickcare", "create-cpu", "s", createSeconds);
        result(results, pair, "quickcare", "create-peak", "MB", createMegabytes);
        result(results, pair, "quickcare", "apply-cpu", "s", applySeconds);
        result(results, pair, "quickcare", "apply-peak", "MB", applyMegabytes);
    }

    private static void result(
            List<Result> results, ReleasePair pair, String subject, String metric, String unit, double value) {
        results.add(new Result("chunks/" + pair.name(), subject, metric, unit, Summary.of(List.of(value))));
    }
}
