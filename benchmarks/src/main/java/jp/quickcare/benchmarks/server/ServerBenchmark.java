package jp.quickcare.benchmarks.server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jp.quickcare.benchmarks.report.Result;
import jp.quickcare.benchmarks.report.Table;

/** How much the site server carries. Each group of rows has a site of its own. Not thread-safe. */
public final class ServerBenchmark {
    private static final String PEER = "nginx";

    private final Path program;
    private final Path work;
    private final PrintStream progress;
    private final List<Result> results = new ArrayList<>();

    /**
     * Makes the benchmark.
     *
     * @param program the packaged server
     * @param work folder for sites and logs
     * @param progress gets a line now and then
     */
    public ServerBenchmark(Path program, Path work, PrintStream progress) {
        this.program = program;
        this.work = work;
        this.progress = progress;
    }

    /**
     * Measures files as they lie, beside nginx, in turns.
     *
     * @param runs how often
     * @param seconds of load in each run and row
     */
    public void staticFiles(int runs, int seconds) throws IOException, InterruptedException {
        Path folder = folder("static");
        results.addAll(new StaticRows(runs, seconds, progress).measure(site(folder), program, folder));
    }

    /** Measures PCs on open connections. */
    public void openConnections(int clients) throws IOException, InterruptedException {
        Path folder = folder("open");
        results.addAll(new OpenRows(clients, progress).measure(site(folder), program, folder));
    }

    /** Measures PCs that report each second. @throws IOException also when a report was lost */
    public void reports(int clients, int seconds) throws IOException, InterruptedException {
        Path folder = folder("reports");
        results.addAll(new ReportRows(clients, seconds, progress).measure(site(folder), program, folder));
    }

    /** Measures every page of the console of a very large site, in SQLite. */
    public void pages(int pcs, int updatesEach) throws IOException, InterruptedException {
        pages(new Registered(pcs, updatesEach), SiteDatabase.SQLITE);
    }

    /** Measures the same in Debian's PostgreSQL, as it comes. */
    public void pagesInPostgreSql(int pcs, int updatesEach) throws IOException, InterruptedException {
        try (Postgres postgres = Postgres.start()) {
            pages(new Registered(pcs, updatesEach), postgres);
        }
    }

    private void pages(Registered registered, SiteDatabase database) throws IOException, InterruptedException {
        Path folder = folder("pages-" + database.name());
        results.addAll(new PageRows(registered, progress)
                .measure(BenchedSite.small(program, folder), program, folder, database));
    }

    /** Measures one check of a PC, with few PCs registered and with very many. */
    public void checks(int few, int many) throws IOException, InterruptedException {
        List<Registered> sizes = List.of(new Registered(few, 1), new Registered(many, 1));
        List<BenchedSite> sites = new ArrayList<>();
        for (Registered size : sizes) {
            progress.println(size.pcs() + " PCs: writing them");
            Path folder = folder("checks-" + size.pcs());
            BenchedSite site = BenchedSite.small(program, folder);
            SiteProcess.start(program, site, folder.resolve("tables.log")).close();
            SiteDatabase.SQLITE.fill(site, size);
            sites.add(site);
        }
        results.addAll(new CheckRows(sizes, progress).measure(sites, program, folder("checks")));
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(work.resolve(name));
    }

    private BenchedSite site(Path folder) throws IOException, InterruptedException {
        return BenchedSite.make(program, folder);
    }

    /** All that was measured so far. */
    public List<Result> results() {
        return List.copyOf(results);
    }

    /** The same for people: beside each number of ours the ratio to the peer's. */
    public Table table() {
        Table table = new Table("row", "subject", "metric", "median", "min", "max", "unit", "x nginx");
        for (Result result : results) {
            table.row(
                    result.benchmark(),
                    result.subject(),
                    result.metric(),
                    number(result.value().median()),
                    number(result.value().min()),
                    number(result.value().max()),
                    result.unit(),
                    ratio(result)
                            .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                            .orElse(""));
        }
        return table;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%,.2f" : "%,.0f", value);
    }

    private Optional<Double> ratio(Result ours) {
        return results.stream()
                .filter(peer -> peer.subject().equals(PEER) && !ours.subject().equals(PEER))
                .filter(peer -> peer.benchmark().equals(ours.benchmark())
                        && peer.metric().equals(ours.metric()))
                .map(peer -> ours.value().median() / peer.value().median())
                .findFirst();
    }
}
