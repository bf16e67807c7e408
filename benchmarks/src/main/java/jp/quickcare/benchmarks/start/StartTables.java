package jp.quickcare.benchmarks.start;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import jp.quickcare.benchmarks.report.Result;
import jp.quickcare.benchmarks.report.Table;
import jp.quickcare.benchmarks.subject.CurlSubject;
import jp.quickcare.benchmarks.subject.QuickCareSubject;

/** The start benchmark's results for people. Pure. */
public final class StartTables {
    private static final String PLAIN = "plain";
    private static final String OURS = QuickCareSubject.NAME;

    private StartTables() {}

    /**
     * Writes one table for each row of the benchmark.
     *
     * @param results of {@link StartBenchmark}
     * @return several lines
     */
    public static String of(List<Result> results) {
        var text = new StringBuilder();
        for (Row row : Row.values()) {
            List<Result> cpu = select(results, row, "cpu");
            List<Result> wall = select(results, row, "wall");
            if (!cpu.isEmpty()) {
                List<Result> started = select(results, row, "started");
                List<Result> line = select(results, row, "line");
                text.append('\n').append(row.title()).append('\n').append(table(cpu, wall, started, line));
                text.append(besideCurl(wall));
            }
        }
        return text.toString();
    }

    /** How fast an install is beside the least that any install does: the same bytes, fetched and unpacked. */
    private static String besideCurl(List<Result> wall) {
        OptionalDouble curl = median(wall, CurlSubject.NAME);
        OptionalDouble ours = median(wall, OURS);
        return curl.isEmpty() || ours.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "quickcare installs at %.2f x the speed of curl + unzip%n",
                        curl.getAsDouble() / ours.getAsDouble());
    }

    private static Table table(List<Result> cpu, List<Result> wall, List<Result> started, List<Result> line) {
        var table = new Table(
                "subject",
                "CPU ms",
                "min-max",
                "x plain",
                "x best peer",
                "wall ms",
                "min-max",
                "x plain",
                "x best peer",
                "started ms",
                "x plain",
                "x best peer",
                "line kB",
                "runs");
        for (int i = 0; i < cpu.size(); i++) {
            Result c = cpu.get(i);
            Result w = wall.get(i);
            Result s = started.get(i);
            table.row(
                    c.subject(),
                    number(c.value().median()),
                    range(c),
                    ratio(c, plain(cpu)),
                    ratio(c, bestPeer(cpu)),
                    number(w.value().median()),
                    range(w),
                    ratio(w, plain(wall)),
                    ratio(w, bestPeer(wall)),
                    number(s.value().median()),
                    ratio(s, plain(started)),
                    ratio(s, bestPeer(started)),
                    line.isEmpty() ? "-" : number(line.get(i).value().median() / 1_000),
                    Integer.toString(c.value().runs()));
        }
        return table;
    }

    private static List<Result> select(List<Result> results, Row row, String metric) {
        return results.stream()
                .filter(r -> r.benchmark().equals(row.benchmark()) && r.metric().equals(metric))
                .toList();
    }

    private static OptionalDouble plain(List<Result> results) {
        return median(results, PLAIN);
    }

    private static OptionalDouble median(List<Result> results, String subject) {
        return results.stream()
                .filter(r -> r.subject().equals(subject))
                .mapToDouble(r -> r.value().median())
                .findFirst();
    }

    private static OptionalDouble bestPeer(List<Result> results) {
        return results.stream()
                .filter(r -> !List.of(PLAIN, OURS, CurlSubject.NAME).contains(r.subject()))
                .mapToDouble(r -> r.value().median())
                .min();
    }

    private static String range(Result result) {
        return number(result.value().min()) + "-" + number(result.value().max());
    }

    private static String ratio(Result result, OptionalDouble base) {
        return base.isEmpty()
                ? "-"
                : String.format(Locale.ROOT, "%.2f", result.value().median() / base.getAsDouble());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    }
}
