package jp.quickcare.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import jp.quickcare.benchmarks.application.ApplicationGenerator;
import jp.quickcare.benchmarks.application.ApplicationPlan;
import jp.quickcare.benchmarks.application.GeneratedApplication;
import jp.quickcare.benchmarks.footprint.FootprintBenchmark;
import jp.quickcare.benchmarks.report.JsonReport;
import jp.quickcare.benchmarks.report.Result;
import jp.quickcare.benchmarks.report.Table;
import jp.quickcare.benchmarks.subject.PlainSubject;
import jp.quickcare.benchmarks.subject.QuickCareSubject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "footprint",
        description = {
            "Sizes, classes loaded by a start with nothing to update, and memory.",
            "Memory is that of installing and updating an application of 500 MB, all of which changes, with launcher and"
                    + " server within 64 MB of heap. Takes 2 GB of disk."
        })
final class FootprintCommand implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    void help(boolean wanted) {
        // picocli itself acts on it.
    }

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the results there too.")
    private Optional<Path> json = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (var work = new Workplace()) {
            var benchmark = new FootprintBenchmark(work.meter(), work.folder("clients"), System.err);
            benchmark.sizes(work.root().resolve("launcher/target/package"));
            start(work, benchmark);
            memory(work, benchmark);
            System.out.print(table(benchmark.results()));
            if (json.isPresent()) {
                Files.writeString(json.get(), JsonReport.of(benchmark.results()));
            }
        }
        return 0;
    }

    private static void start(Workplace work, FootprintBenchmark benchmark) throws IOException, InterruptedException {
        System.err.println("generating the ordinary application (once)");
        List<GeneratedApplication> releases =
                ApplicationGenerator.generate(ApplicationPlan.ordinary(), work.applications());
        try (var plain = new PlainSubject(work.folder("plain"));
                var ours = new QuickCareSubject(work.folder("ordinary"), work.root(), "", List.of())) {
            benchmark.start(plain, ours, releases.get(0));
        }
    }

    private static void memory(Workplace work, FootprintBenchmark benchmark) throws IOException, InterruptedException {
        System.err.println("generating the large application (once)");
        List<GeneratedApplication> releases =
                ApplicationGenerator.generate(ApplicationPlan.large(), work.applications());
        try (var ours = new QuickCareSubject(
                // The files themselves have to be moved.
                work.folder("large"), work.root(), FootprintBenchmark.HEAP, List.of("--deltas", "0"))) {
            benchmark.memory(ours, releases);
        }
    }

    private static Table table(List<Result> results) {
        var table = new Table("benchmark", "subject", "metric", "value", "unit");
        for (Result result : results) {
            table.row(
                    result.benchmark(),
                    result.subject(),
                    result.metric(),
                    String.format(Locale.ROOT, "%,.0f", result.value().median()),
                    result.unit());
        }
        return table;
    }
}
