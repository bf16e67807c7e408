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
            "static: files and metadata beside nginx. open: PCs on open connections. reports: PCs that report each second."
                    + " pages, pages-postgresql: every page of the console of a very large site. checks: what a PC's check costs, with few"
                    + " and with very many PCs registered. Takes up to 6 GB of disk."
        })
final class ServerCommand implements Callable<Integer> {
    private static final int FEW = 100;

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
            defaultValue = "static,open,reports,pages,pages-postgresql,checks",
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
            defaultValue = "10000",
            description = "PCs on open connections: ${DEFAULT-VALUE}; each takes a file of a process (ulimit -n).")
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

    @Option(
            names = "--registered",
            paramLabel = "N",
            defaultValue = "100000",
            description = "PCs of the very large site: ${DEFAULT-VALUE}")
    private int registered;

    @Option(
            names = "--updates-each",
            paramLabel = "N",
            defaultValue = "12",
            description = "Updates of each of them within the year: ${DEFAULT-VALUE}")
    private int updatesEach;

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
            if (rows.contains("pages")) {
                benchmark.pages(registered, updatesEach);
            }
            if (rows.contains("pages-postgresql")) {
                benchmark.pagesInPostgreSql(registered, updatesEach);
            }
            if (rows.contains("checks")) {
                benchmark.checks(FEW, registered);
            }
            System.out.print(benchmark.table());
            if (json.isPresent()) {
                Files.writeString(json.get(), JsonReport.of(benchmark.results()));
            }
        }
        return 0;
    }
}
