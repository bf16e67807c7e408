package jp.quickcare.benchmarks.server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.quickcare.benchmarks.measure.Summary;
import jp.quickcare.benchmarks.report.Result;

/** Every page of the console of a very large site, over HTTP, by somebody who has logged in. */
final class PageRows {
    private static final String PASSWORD = "Benchmark-2026";
    private static final int ROUNDS = 7;

    private final Registered registered;
    private final PrintStream progress;

    PageRows(Registered registered, PrintStream progress) {
        this.registered = registered;
        this.progress = progress;
    }

    List<Result> measure(BenchedSite site, Path program, Path work, SiteDatabase database)
            throws IOException, InterruptedException {
        progress.println(registered.pcs() + " PCs with " + registered.updatesEach() + " updates each, in "
                + database.name() + ": writing them");
        database.use(site);
        site.password(PASSWORD);
        // Makes the tables.
        SiteProcess.start(program, site, work.resolve("tables.log")).close();
        database.fill(site, registered);
        progress.println("every page of the console");
        try (SiteProcess ours = SiteProcess.start(program, site, work.resolve("pages.log"))) {
            Administrator administrator = Administrator.logIn(ours.url(), PASSWORD);
            Map<String, List<Double>> measured = new LinkedHashMap<>();
            for (int round = 0; round < ROUNDS; round++) {
                for (Map.Entry<String, String> page : pages().entrySet()) {
                    boolean export = page.getKey().startsWith("export");
                    double millis = export ? administrator.begin(page.getValue()) : administrator.open(page.getValue());
                    measured.computeIfAbsent(page.getKey(), name -> new ArrayList<>())
                            .add(millis);
                }
            }
            List<Result> results = new ArrayList<>();
            measured.forEach((name, millis) -> results.add(new Result(
                    "server/page/" + name, "quickcare-" + database.name(), "time", "ms", Summary.of(millis))));
            return results;
        }
    }

    /** By name; the first round of each is a server's first, too. */
    private Map<String, String> pages() {
        LocalDate day = LocalDate.now(java.time.ZoneId.systemDefault()).minusDays(180);
        String pc = registered.id(registered.pcs() / 2);
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("overview", "console");
        pages.put("connections", "console/connections");
        pages.put("connections-search", "console/connections?q=user");
        pages.put("updates", "console/updates");
        pages.put("updates-last", "console/updates?after=51");
        pages.put("pcs", "console/clients");
        pages.put("pcs-last", "console/clients?after=" + Administrator.encoded("pc-" + (registered.pcs() - 51)));
        pages.put("pcs-search", "console/clients?q=" + (registered.pcs() - 3));
        pages.put("pcs-search-none", "console/clients?q=nobody");
        pages.put("pcs-by-state", "console/clients?why=no-space");
        pages.put("pcs-by-state-none", "console/clients?why=in-use");
        pages.put("pcs-unknown", "console/clients?why=unknown");
        pages.put("pcs-by-state-search-none", "console/clients?why=up-to-date&q=nobody");
        pages.put("pc", "console/clients/" + pc);
        pages.put("log", "console/log");
        pages.put("log-last", "console/log?after=101");
        pages.put("log-search", "console/log?q=failed");
        pages.put("log-search-none", "console/log?q=nothing-has-this");
        pages.put("log-search-wide", "console/log?q=" + Administrator.encoded("ＰＣ-0099"));
        pages.put("log-errors", "console/log?severity=error");
        pages.put("log-warnings-none", "console/log?severity=warning");
        pages.put("log-category-none", "console/log?category=version-store");
        pages.put("log-pc", "console/log?pc=PC-" + pc.substring(pc.length() - 7));
        pages.put("log-user-error", "console/log?severity=error&user=user" + pc.substring(pc.length() - 7));
        pages.put("log-day", "console/log?from=" + day + "&to=" + day);
        pages.put("log-day-search-none", "console/log?q=nothing&from=" + day + "&to=" + day.plusDays(30));
        pages.put("export-begin", "console/log.csv");
        pages.put("export-errors-begin", "console/log.csv?severity=error");
        pages.put("releases", "console/releases");
        pages.put("offer", "console/releases/offer?app=qc&channel=QC");
        pages.put("settings", "console/settings");
        pages.put("about", "console/about");
        return pages;
    }
}
