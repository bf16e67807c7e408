package jp.quickcare.benchmarks.footprint;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jp.quickcare.benchmarks.application.Folders;
import jp.quickcare.benchmarks.application.GeneratedApplication;
import jp.quickcare.benchmarks.measure.Command;
import jp.quickcare.benchmarks.measure.Meter;
import jp.quickcare.benchmarks.measure.Sample;
import jp.quickcare.benchmarks.measure.Summary;
import jp.quickcare.benchmarks.report.Result;
import jp.quickcare.benchmarks.subject.PlainSubject;
import jp.quickcare.benchmarks.subject.QuickCareSubject;
import jp.quickcare.benchmarks.subject.ServerState;
import jp.quickcare.benchmarks.subject.Subject;

/** How much disk, how many classes and how much memory the product takes. */
public final class FootprintBenchmark {
    /** Within which heap a large application must be published, served, installed and updated. */
    public static final String HEAP = "-Xmx64m";

    private static final String JAVA_OPTIONS = "JAVA_TOOL_OPTIONS";

    private final Meter meter;
    private final Path work;
    private final PrintStream progress;
    private final List<Result> results = new ArrayList<>();

    /**
     * Makes the benchmark.
     *
     * @param meter measures
     * @param work folder for clients and logs
     * @param progress gets a line now and then
     */
    public FootprintBenchmark(Meter meter, Path work, PrintStream progress) {
        this.meter = meter;
        this.work = work;
        this.progress = progress;
    }

    /**
     * Returns what was measured so far.
     *
     * @return results in the order of the calls
     */
    public List<Result> results() {
        return List.copyOf(results);
    }

    /**
     * Measures what is shipped.
     *
     * @param packaged the packaged launcher
     * @throws IOException if it is not there
     */
    public void sizes(Path packaged) throws IOException {
        one("footprint/size", "bootstrap.jar", "B", Files.size(packaged.resolve("bootstrap.jar")));
        try (Stream<Path> files = Files.walk(packaged)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            one("footprint/size", "package", "B", bytes);
        }
    }

    /**
     * Measures a start with nothing to update.
     *
     * @param plain for comparison
     * @param ours the product
     * @param release of the ordinary application
     * @throws IOException if a start fails
     * @throws InterruptedException if interrupted
     */
    public void start(PlainSubject plain, QuickCareSubject ours, GeneratedApplication release)
            throws IOException, InterruptedException {
        for (Subject subject : List.of(plain, ours)) {
            Path client = installed(subject, release);
            Path log = work.resolve("classes.log");
            Sample sample = meter.runToApplication(
                    subject.start(client).with(JAVA_OPTIONS, "-Xlog:class+load:file=" + log + ":none"));
            LoadedClasses classes = LoadedClasses.read(Files.readAllLines(log));
            progress.println(subject.name() + ": " + classes);
            add("footprint/start", subject, "classes", "classes", classes.total());
            add("footprint/start", subject, "own-classes", "classes", classes.launcher());
            add(
                    "footprint/start",
                    subject,
                    "slow-classes",
                    "classes",
                    classes.forbidden().size());
            add("footprint/start", subject, "peak-rss", "MiB", sample.peakRssKib() / 1024.0);
        }
    }

    /**
     * Measures install and update of a large application, all of which changes, within {@link #HEAP}.
     *
     * @param ours the product, its server within the same heap
     * @param releases 1 and 2 of the large application
     * @throws IOException if a step fails, or its result is not the release bit for bit
     * @throws InterruptedException if interrupted
     */
    public void memory(QuickCareSubject ours, List<GeneratedApplication> releases)
            throws IOException, InterruptedException {
        Path client = Files.createDirectories(work.resolve("large"));
        ours.prepare(client);
        for (GeneratedApplication release : releases) {
            progress.println("large application, release " + release.version());
            ours.offer(release);
            ours.server(ServerState.UP);
            boolean first = release.version().equals("1");
            large(first ? "footprint/install-500MB" : "footprint/update-500MB", ours, first, client);
            if (Folders.firstDifference(release.folder(), ours.application(client))
                    .isPresent()) {
                throw new IOException("The large application is not as released.");
            }
        }
    }

    private void large(String benchmark, QuickCareSubject ours, boolean first, Path client)
            throws IOException, InterruptedException {
        Path log = work.resolve("garbage.log");
        Files.deleteIfExists(log);
        Command command = first ? ours.installOnly(client) : ours.updateOnly(client);
        Sample sample = meter.run(command.with(JAVA_OPTIONS, HEAP + " -Xlog:gc:file=" + log + ":none"));
        if (sample.status() != 0) {
            throw new IOException(benchmark + " failed within " + HEAP + ":\n" + meter.lastOutput());
        }
        add(benchmark, ours, "peak-heap", "MiB", GarbageLog.peakHeapMib(Files.readAllLines(log)));
        add(benchmark, ours, "peak-rss", "MiB", sample.peakRssKib() / 1024.0);
        add(benchmark, ours, "cpu", "ms", sample.cpuMillis());
    }

    private Path installed(Subject subject, GeneratedApplication release) throws IOException, InterruptedException {
        subject.offer(release);
        subject.server(ServerState.UP);
        Path client = Files.createDirectories(work.resolve(subject.name()));
        subject.prepare(client);
        meter.runToApplication(subject.install(client));
        meter.runToApplication(subject.start(client));
        return client;
    }

    private void add(String benchmark, Subject subject, String metric, String unit, double value) {
        results.add(new Result(benchmark, subject.name(), metric, unit, Summary.of(List.of(value))));
    }

    private void one(String benchmark, String metric, String unit, long value) {
        results.add(new Result(benchmark, QuickCareSubject.NAME, metric, unit, Summary.of(List.of((double) value))));
    }
}
