package jp.quickcare.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
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
        name = "delta",
        description = {
            "Bytes, CPU and memory of updates between real releases, which Maven brings once, beside bsdiff, xdelta3,"
                    + " zstd, zsync, casync and Getdown's JarDiff.",
            "Every result is verified. CPU is that of the whole process tree, start of a JVM included. \"update s\" is how"
                    + " long it takes to bring the delta at 100 Mbit/s and to apply it, \"whole s\" to bring the changed"
                    + " files, packed by zstd -19, and nothing else."
        })
final class DeltaCommand implements Callable<Integer> {
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
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Measures these subjects alone: quickcare, bsdiff, xdelta3, zstd, zsync, casync,"
                    + " getdown-jardiff.")
    private Set<String> only = Set.of();

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
                "subject",
                "bytes",
                "create CPU s",
                "create MB",
                "apply CPU s",
                "apply MB",
                "update s",
                "whole s",
                "verified");
        boolean complete = true;
        try (var work = new Workplace()) {
            Meter meter = new Meter(work.root().resolve("benchmarks/measure"), work.folder("meter"), LIMIT);
            var benchmark = new DeltaBenchmark(meter, work.root(), work.folder("deltas"), System.err);
            var releases = new Releases(work.root().resolve("benchmarks/target/releases"));
            for (ReleasePair pair : ReleasePair.ALL) {
                if (pairs.isEmpty() || pairs.contains(pair.name())) {
                    System.err.println(pair.name());
                    Path old = releases.of(pair, pair.from());
                    List<Outcome> outcomes = benchmark.measure(old, releases.of(pair, pair.to()), only);
                    outcomes.forEach(outcome -> add(pair, outcome, table, results));
                    complete &= outcomes.size() == (only.isEmpty() ? DeltaBenchmark.SUBJECTS.size() : only.size());
                }
            }
        }
        System.out.print(table);
        if (json.isPresent()) {
            Files.writeString(json.get(), JsonReport.of(results));
        }
        return complete ? 0 : 1;
    }

    private static void add(ReleasePair pair, Outcome outcome, Table table, List<Result> results) {
        double createSeconds = outcome.create().cpuMillis() / 1_000;
        double applySeconds = outcome.apply().cpuMillis() / 1_000;
        double createMegabytes = outcome.create().peakRssKib() / 1_024.0;
        double applyMegabytes = outcome.apply().peakRssKib() / 1_024.0;
        table.row(
                pair.name(),
                outcome.subject(),
                String.format(Locale.ROOT, "%,d", outcome.bytes()),
                String.format(Locale.ROOT, "%.1f", createSeconds),
                String.format(Locale.ROOT, "%.0f", createMegabytes),
                String.format(Locale.ROOT, "%.2f", applySeconds),
                String.format(Locale.ROOT, "%.0f", applyMegabytes),
                seconds(outcome.seconds()),
                seconds(outcome.wholeSeconds()),
                outcome.verification());
        result(results, pair, outcome, "bytes", "B", (double) outcome.bytes());
        result(results, pair, outcome, "create-cpu", "s", createSeconds);
        result(results, pair, outcome, "create-peak", "MB", createMegabytes);
        result(results, pair, outcome, "apply-cpu", "s", applySeconds);
        result(results, pair, outcome, "apply-peak", "MB", applyMegabytes);
        outcome.seconds().ifPresent(value -> result(results, pair, outcome, "update-100mbit", "s", value));
        outcome.wholeSeconds().ifPresent(value -> result(results, pair, outcome, "whole-100mbit", "s", value));
    }

    private static String seconds(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "-";
    }

    private static void result(
            List<Result> results, ReleasePair pair, Outcome outcome, String metric, String unit, double value) {
        results.add(new Result("delta/" + pair.name(), outcome.subject(), metric, unit, Summary.of(List.of(value))));
    }
}
