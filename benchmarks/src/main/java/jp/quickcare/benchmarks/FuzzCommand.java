package jp.quickcare.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import jp.quickcare.benchmarks.fuzz.ChunkVictim;
import jp.quickcare.benchmarks.fuzz.DeltaVictim;
import jp.quickcare.benchmarks.fuzz.Fuzz;
import jp.quickcare.benchmarks.fuzz.Victim;
import jp.quickcare.benchmarks.measure.Summary;
import jp.quickcare.benchmarks.report.JsonReport;
import jp.quickcare.benchmarks.report.Result;
import jp.quickcare.benchmarks.report.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "fuzz",
        description = {
            "Applies deltas and chunks that were tampered with: each is refused, or gives exactly the new release.",
            "The same seed tries the same ones. The first that does anything else is named, and it ends with 1."
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
            description = "How many pairs of releases, " + EACH
                    + " deltas and as many objects of chunks each; by default 100.")
    private int pairs = 100;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Table table = new Table("tampered with", "tried", "refused", "harmless", "finds");
        List<Result> results = new ArrayList<>();
        boolean clean = true;
        for (Victim victim : List.of(new DeltaVictim(), new ChunkVictim())) {
            Fuzz.Outcome outcome;
            try (var work = new Workplace()) {
                outcome = new Fuzz(work.folder("fuzz"), victim).run(seed, pairs, EACH);
            }
            outcome.finds().forEach(find -> System.err.println(victim.name() + " " + find));
            clean &= outcome.finds().isEmpty();
            int finds = outcome.finds().size();
            table.row(
                    victim.name(),
                    String.valueOf(outcome.refused() + outcome.harmless() + finds),
                    String.valueOf(outcome.refused()),
                    String.valueOf(outcome.harmless()),
                    String.valueOf(finds));
            add(results, victim, "refused", outcome.refused());
            add(results, victim, "harmless", outcome.harmless());
            add(results, victim, "finds", finds);
        }
        System.out.print(table);
        if (json.isPresent()) {
            Files.writeString(json.get(), JsonReport.of(results));
        }
        return clean ? 0 : 1;
    }

    private static void add(List<Result> results, Victim victim, String metric, int value) {
        results.add(new Result(
                "fuzz/" + victim.name(), "quickcare", metric, victim.name(), Summary.of(List.of((double) value))));
    }
}
