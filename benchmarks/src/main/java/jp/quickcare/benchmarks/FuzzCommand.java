package jp.quickcare.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import jp.quickcare.benchmarks.fuzz.DeltaFuzz;
import jp.quickcare.benchmarks.measure.Summary;
import jp.quickcare.benchmarks.report.JsonReport;
import jp.quickcare.benchmarks.report.Result;
import jp.quickcare.benchmarks.report.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "fuzz",
        description = {
            "Applies deltas that were tampered with: each is refused, or gives exactly the new release.",
            "The same seed tries the same deltas. The first that does anything else is named, and it ends with 1."
        })
final class FuzzCommand implements Callable<Integer> {
    private static final int EACH = 200;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    void help(boolean wanted) {
        // picocli itself acts on it.
    }

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the results there too.")
    private Optional<Path> json = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Of the first pair of releases; by default 1.")
    private long seed = 1;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            description = "How many pairs of releases, " + EACH + " deltas each; by default 100.")
    private int pairs = 100;

    @Override
    public Integer call() throws IOException, InterruptedException {
        DeltaFuzz.Outcome outcome;
        try (var work = new Workplace()) {
            outcome = new DeltaFuzz(work.folder("fuzz")).run(seed, pairs, EACH);
        }
        outcome.finds().forEach(System.err::println);
        Table table = new Table("deltas", "refused", "harmless", "finds");
        table.row(
                String.valueOf(
                        outcome.refused() + outcome.harmless() + outcome.finds().size()),
                String.valueOf(outcome.refused()),
                String.valueOf(outcome.harmless()),
                String.valueOf(outcome.finds().size()));
        System.out.print(table);
        if (json.isPresent()) {
            List<Result> results = new ArrayList<>();
            add(results, "refused", outcome.refused());
            add(results, "harmless", outcome.harmless());
            add(results, "finds", outcome.finds().size());
            Files.writeString(json.get(), JsonReport.of(results));
        }
        return outcome.finds().isEmpty() ? 0 : 1;
    }

    private static void add(List<Result> results, String metric, int value) {
        results.add(new Result("fuzz/delta", "quickcare", metric, "deltas", Summary.of(List.of((double) value))));
    }
}
