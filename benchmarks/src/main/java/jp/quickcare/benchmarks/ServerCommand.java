package jp.quickcare.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import jp.quickcare.benchmarks.report.JsonReport;
import jp.quickcare.benchmarks.server.ServerBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "server",
        description = {
            "How much the site server carries.",
            "large, small: files and metadata beside nginx. open: PCs on open connections. reports: PCs that report each"
                    + " second. Takes 1 GB of disk."
        })
final class ServerCommand implements Callable<Integer> {
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
            names = "--rows",
            split = ",",
            paramLabel = "NAMES",
            defaultValue = "static,open,reports",
            description = "Which: ${DEFAULT-VALUE}")
    private Set<String> rows = Set.of();

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Of the static rows: ${DEFAULT-VALUE}")
    private int runs;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "4", description = "A static run: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--open",
            paramLabel = "N",
            defaultValue = "9500",
            description =
                    "PCs on open connections: ${DEFAULT-VALUE}; above that most systems allow a process no more files.")
    private int open;

    @Option(
            names = "--reporting",
            paramLabel = "N",
            defaultValue = "5000",
            description = "PCs that report: ${DEFAULT-VALUE}")
    private int reporting;

    @Option(
            names = "--reporting-seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "So long: ${DEFAULT-VALUE}")
    private int reportingSeconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (var work = new Workplace()) {
            var benchmark = new ServerBenchmark(
                    work.root().resolve("manifest-server/manifest-server"), work.folder("server"), System.err);
            if (rows.contains("static")) {
                benchmark.staticFiles(runs, seconds);
            }
            if (rows.contains("open")) {
                benchmark.openConnections(open);
            }
            if (rows.contains("reports")) {
                benchmark.reports(reporting, reportingSeconds);
            }
            System.out.print(benchmark.table());
            if (json.isPresent()) {
                Files.writeString(json.get(), JsonReport.of(benchmark.results()));
            }
        }
        return 0;
    }
}
