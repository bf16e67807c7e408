package jp.quickcare.benchmarks.start;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import jp.quickcare.benchmarks.application.Folders;
import jp.quickcare.benchmarks.application.GeneratedApplication;
import jp.quickcare.benchmarks.measure.Command;
import jp.quickcare.benchmarks.measure.Meter;
import jp.quickcare.benchmarks.measure.Sample;
import jp.quickcare.benchmarks.measure.Summary;
import jp.quickcare.benchmarks.report.Result;
import jp.quickcare.benchmarks.subject.CurlSubject;
import jp.quickcare.benchmarks.subject.PlainSubject;
import jp.quickcare.benchmarks.subject.ServerState;
import jp.quickcare.benchmarks.subject.Subject;

/** Runs every row for every subject, one run of each in turn, so that a busy moment of the machine hits all alike. */
public final class StartBenchmark {
    private final List<Subject> subjects;
    private final List<GeneratedApplication> releases;
    private final Meter meter;
    private final Path clients;
    private final Set<String> rows;
    private final int runs;
    private final int silentRuns;
    private final PrintStream progress;
    private final List<Result> results = new ArrayList<>();
    private final Map<Row, Map<Subject, List<Sample>>> aside = new LinkedHashMap<>();

    /**
     * Makes the benchmark.
     *
     * @param subjects plain first
     * @param releases 1 and 2
     * @param meter measures
     * @param clients folder for the clients' folders
     * @param rows names of the rows to measure; all of them if empty
     * @param runs of each subject in each row
     * @param silentRuns of the subjects that wait for their time limit, in the row with the silent server
     * @param progress gets a line now and then
     */
    public StartBenchmark(
            List<Subject> subjects,
            List<GeneratedApplication> releases,
            Meter meter,
            Path clients,
            Set<String> rows,
            int runs,
            int silentRuns,
            PrintStream progress) {
        this.subjects = List.copyOf(subjects);
        this.releases = List.copyOf(releases);
        this.meter = meter;
        this.clients = clients;
        this.rows = Set.copyOf(rows);
        this.runs = runs;
        this.silentRuns = silentRuns;
        this.progress = progress;
    }

    /**
     * Runs everything.
     *
     * @return CPU and wall time of each row and subject
     * @throws IOException if a subject fails, or its result is not the release bit for bit
     * @throws InterruptedException if interrupted
     */
    public List<Result> run() throws IOException, InterruptedException {
        offer(releases.get(0));
        setUpClients();
        for (Row row : Row.values()) {
            if (row == Row.UPDATE) {
                offer(releases.get(1));
            }
            if (!row.isAside() && isWanted(row)) {
                measure(row);
            }
        }
        aside.forEach((row, samples) -> samples.forEach((subject, all) -> report(row, subject, all)));
        return List.copyOf(results);
    }

    private boolean isWanted(Row row) {
        return rows.isEmpty() || rows.contains(row.id());
    }

    /** The rows that use clients up: each client is updated once. */
    private List<Row> updates() {
        return Stream.of(Row.values())
                .filter(row -> row.isUpdate() && isWanted(row))
                .toList();
    }

    private void offer(GeneratedApplication release) throws IOException, InterruptedException {
        for (Subject subject : subjects) {
            progress.println("publishing release " + release.version() + ": " + subject.name());
            subject.offer(release);
            subject.server(ServerState.UP);
        }
    }

    /** Each subject installs release 1 on as many clients as the update rows need; the first is also the one to start. */
    private void setUpClients() throws IOException, InterruptedException {
        int clients = runs * Math.max(1, updates().size());
        for (Subject subject : subjects) {
            if (subject instanceof CurlSubject) {
                continue;
            }
            progress.println("installing clients: " + subject.name());
            for (int i = 0; i < clients; i++) {
                Path client = client(subject, i);
                subject.prepare(client);
                meter.runToApplication(subject.install(client));
                meter.runToApplication(subject.start(client));
                verify(subject, client, releases.get(0));
                afterwards(Row.AFTER_INSTALL, subject, client);
            }
        }
    }

    private void afterwards(Row row, Subject subject, Path client) throws IOException, InterruptedException {
        Optional<Command> command = subject.afterwards(client);
        if (command.isPresent()) {
            long begin = System.nanoTime();
            Sample sample = meter.run(command.get());
            double millis = (System.nanoTime() - begin) / 1_000_000.0;
            if (sample.status() != 0) {
                throw new IOException(
                        "Exit " + sample.status() + " of " + command.get().words() + meter.lastOutput());
            }
            aside.computeIfAbsent(row, any -> new LinkedHashMap<>())
                    .computeIfAbsent(subject, any -> new ArrayList<>())
                    .add(sample.lasting(millis));
        }
    }

    private void measure(Row row) throws IOException, InterruptedException {
        var samples = new LinkedHashMap<Subject, List<Sample>>();
        for (Subject subject : subjects) {
            subject.server(row.server());
            if (takesPart(subject, row)) {
                samples.put(subject, new ArrayList<>());
            }
        }
        for (int i = 0; i < runs; i++) {
            progress.println("%s: run %d of %d".formatted(row.benchmark(), i + 1, runs));
            for (Map.Entry<Subject, List<Sample>> entry : samples.entrySet()) {
                Subject subject = entry.getKey();
                boolean skipped = row == Row.SERVER_SILENT && subject.waitsForSilentServer() && i >= silentRuns;
                if (!skipped) {
                    entry.getValue().add(once(row, subject, i));
                }
            }
        }
        samples.forEach((subject, all) -> report(row, subject, all));
    }

    private static boolean takesPart(Subject subject, Row row) {
        if (subject instanceof PlainSubject) {
            return row.includesPlain();
        }
        return row.isInstall() || !(subject instanceof CurlSubject);
    }

    private Sample once(Row row, Subject subject, int run) throws IOException, InterruptedException {
        long before = subject.lineBytes();
        Sample sample;
        if (row.isUpdate()) {
            Path client = client(subject, updates().indexOf(row) * runs + run);
            sample = meter.runToApplication(subject.update(client)).over(subject.lineBytes() - before);
            verify(subject, client, releases.get(1));
            if (row == Row.UPDATE) {
                afterwards(Row.AFTER_UPDATE, subject, client);
            }
            Folders.delete(client); // Some 200 MB each.
        } else if (row.isInstall()) {
            Path client = clients.resolve("fresh");
            Folders.delete(client);
            subject.prepare(client);
            sample = meter.runToApplication(subject.install(client)).over(subject.lineBytes() - before);
            verify(subject, client, releases.get(1));
        } else {
            sample = meter.runToApplication(subject.start(client(subject, 0)));
        }
        return sample;
    }

    private static void verify(Subject subject, Path client, GeneratedApplication release) throws IOException {
        Optional<Path> different = Folders.firstDifference(release.folder(), subject.application(client));
        if (different.isPresent()) {
            throw new IOException("%s did not bring release %s: %s differs"
                    .formatted(subject.name(), release.version(), different.get()));
        }
    }

    private void report(Row row, Subject subject, List<Sample> all) {
        results.add(new Result(
                row.benchmark(),
                subject.name(),
                "cpu",
                "ms",
                Summary.of(all.stream().map(Sample::cpuMillis).toList())));
        results.add(new Result(
                row.benchmark(),
                subject.name(),
                "wall",
                "ms",
                Summary.of(all.stream()
                        .map(sample -> sample.firstStatementMillis().orElseThrow())
                        .toList())));
        results.add(new Result(
                row.benchmark(),
                subject.name(),
                "started",
                "ms",
                Summary.of(all.stream()
                        .map(sample -> sample.startedMillis().orElseThrow())
                        .toList())));
        if (row.hasLine()) {
            results.add(new Result(
                    row.benchmark(),
                    subject.name(),
                    "line",
                    "B",
                    Summary.of(all.stream()
                            .map(sample -> (double) sample.lineBytes())
                            .toList())));
        }
    }

    private Path client(Subject subject, int number) throws IOException {
        return Files.createDirectories(clients.resolve(subject.name() + "-" + number));
    }
}
