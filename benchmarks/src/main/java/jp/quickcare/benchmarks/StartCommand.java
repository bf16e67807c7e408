package jp.quickcare.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import jp.quickcare.benchmarks.application.ApplicationGenerator;
import jp.quickcare.benchmarks.application.ApplicationPlan;
import jp.quickcare.benchmarks.application.GeneratedApplication;
import jp.quickcare.benchmarks.report.JsonReport;
import jp.quickcare.benchmarks.report.Result;
import jp.quickcare.benchmarks.start.StartBenchmark;
import jp.quickcare.benchmarks.start.StartTables;
import jp.quickcare.benchmarks.subject.CurlSubject;
import jp.quickcare.benchmarks.subject.GetdownSubject;
import jp.quickcare.benchmarks.subject.PlainSubject;
import jp.quickcare.benchmarks.subject.QuickCareSubject;
import jp.quickcare.benchmarks.subject.Subject;
import jp.quickcare.benchmarks.subject.Update4jSubject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "start",
        description = {
            "Start, update and install beside Getdown and update4j, both with signatures, on one generated application"
                    + " of 40 MB in 19 jars.",
            "CPU is that of the whole process tree; wall time runs to the application's first statement."
        })
final class StartCommand implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    void help(boolean wanted) {
        // picocli itself acts on it.
    }

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "Runs of each subject in each row (default: ${DEFAULT-VALUE}).",
            defaultValue = "9")
    private int runs;

    @Option(
            names = "--silent-runs",
            paramLabel = "N",
            description = "Runs of a peer that waits 10 or 30 s for a silent server (default: ${DEFAULT-VALUE}).",
            defaultValue = "3")
    private int silentRuns;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the results there too.")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Measures these subjects alone: plain, quickcare, getdown, getdown-same-jvm, update4j,"
                    + " curl-unzip.")
    private Set<String> only = Set.of();

    @Option(
            names = "--rows",
            paramLabel = "NAME",
            split = ",",
            description = "Measures these rows alone: nothing-to-update, server-dead, server-silent, update,"
                    + " update-100mbit, update-100mbit-30ms, update-10mbit-30ms, install, install-100mbit.")
    private Set<String> rows = Set.of();

    @Option(
            names = "--whole-files",
            description = "QuickCare's vendor publishes no deltas, so that an update brings the changed jar whole.")
    private boolean wholeFiles;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (runs < 1 || silentRuns < 1) {
            System.err.println("At least one run is needed.");
            return 2;
        }
        try (var work = new Workplace()) {
            System.err.println("generating the application (once)");
            List<GeneratedApplication> releases =
                    ApplicationGenerator.generate(ApplicationPlan.ordinary(), work.applications());
            List<Subject> subjects = subjects(work);
            try {
                var benchmark = new StartBenchmark(
                        subjects, releases, work.meter(), work.folder("clients"), rows, runs, silentRuns, System.err);
                report(benchmark.run());
            } finally {
                for (Subject subject : subjects) {
                    subject.close();
                }
            }
        }
        return 0;
    }

    private List<Subject> subjects(Workplace work) throws IOException, InterruptedException {
        var all = new ArrayList<Subject>();
        if (wanted("plain")) {
            all.add(new PlainSubject(work.folder("plain")));
        }
        if (wanted(QuickCareSubject.NAME)) {
            List<String> publish = wholeFiles ? List.of("--deltas", "0") : List.of();
            all.add(new QuickCareSubject(work.folder("quickcare"), work.root(), "", publish));
        }
        if (wanted("getdown")) {
            all.add(new GetdownSubject(work.folder("getdown"), work.peers(), false));
        }
        if (wanted("getdown-same-jvm")) {
            all.add(new GetdownSubject(work.folder("getdown-same-jvm"), work.peers(), true));
        }
        if (wanted("update4j")) {
            all.add(new Update4jSubject(work.folder("update4j"), work.peers()));
        }
        if (wanted(CurlSubject.NAME)) {
            all.add(new CurlSubject(work.folder(CurlSubject.NAME)));
        }
        return all;
    }

    private boolean wanted(String name) {
        return only.isEmpty() || only.contains(name);
    }

    private void report(List<Result> results) throws IOException {
        System.out.print(StartTables.of(results));
        if (json.isPresent()) {
            Files.writeString(json.get(), JsonReport.of(results));
        }
    }
}
