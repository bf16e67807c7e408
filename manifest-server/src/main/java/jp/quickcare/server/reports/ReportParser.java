package jp.quickcare.server.reports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.quickcare.server.clients.ClientInfo;
import jp.quickcare.server.clients.ClientRows;
import jp.quickcare.server.http.BadBody;
import jp.quickcare.server.http.JsonMembers;
import jp.quickcare.server.records.Progress;
import jp.quickcare.server.records.RecordRows;
import jp.quickcare.server.records.Result;
import jp.quickcare.server.systemlog.Category;
import jp.quickcare.server.systemlog.Message;
import jp.quickcare.server.systemlog.Severity;

/** Reads the body of a request with reports, each value within its bounds. Pure. */
final class ReportParser {
    static final int MOST_REPORTS = 500;
    private static final int LONGEST_TEXT = 256;
    private static final int LONGEST_DETAIL = 2_000;
    private static final int LONGEST_NAME = 1_024;
    private static final int MOST_NAMES = 20;
    private static final int MOST_FILES = 10_000_000;
    /** What JSON carries exactly everywhere. */
    private static final long LARGEST = 9_007_199_254_740_991L;

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private ReportParser() {}

    /** @throws BadBody with a sentence that says what is wrong */
    static ReportBatch parse(byte[] json) throws BadBody {
        JsonMembers body = JsonMembers.parse(json);
        ClientInfo client = ClientInfo.of(body);
        Optional<Instant> sent = body.has("sent") ? Optional.of(time("sent", body)) : Optional.empty();
        List<Report> reports = new ArrayList<>();
        for (JsonMembers report : body.objects("reports", MOST_REPORTS)) {
            String update = ClientInfo.uuid("update", report.text("update", LONGEST_TEXT));
            long seq = report.number("seq", 0, LARGEST);
            Instant time = time("time", report);
            Optional<Step> step = step(report.text("step", LONGEST_TEXT), report);
            step.ifPresent(known -> reports.add(new Report(update, seq, time, known)));
        }
        return new ReportBatch(client, sent, reports);
    }

    private static Instant time(String name, JsonMembers of) throws BadBody {
        try {
            Instant time = OffsetDateTime.parse(of.text(name, LONGEST_TEXT)).toInstant();
            if (!time.isBefore(EARLIEST) && time.isBefore(LATEST)) {
                return time;
            }
        } catch (DateTimeException none) {
            // Told like one that is out of bounds.
        }
        throw new BadBody("\"" + name + "\" is no time of RFC 3339.");
    }

    /** Empty for a step that only a newer launcher knows: it must not keep that one's other reports out. */
    private static Optional<Step> step(String step, JsonMembers of) throws BadBody {
        return switch (step) {
            case "update-started" -> Optional.of(started(of));
            case "progress" -> Optional.of(progress(of));
            case "file-missing-ignored" -> trouble(Severity.WARNING, Category.DOWNLOAD, step, of, "files", "count");
            case "delta-failed" -> trouble(Severity.WARNING, Category.DOWNLOAD, step, of, "delta", "detail");
            case "runtime-delta-failed" ->
                Optional.of(new Step.OfRuntime(new Message(step, facts(of, "release", "delta", "detail"))));
            case "apply-ignored" -> trouble(Severity.WARNING, Category.APPLY, step, of, "files", "programs", "count");
            case "aborted" ->
                trouble(
                        Severity.ERROR,
                        Category.ABORTED,
                        "aborted." + oneOf("phase", of, Set.of("waiting", "download")),
                        of);
            case "file-missing" -> trouble(Severity.ERROR, Category.DOWNLOAD, step, of, "files", "count");
            case "download-failed" -> trouble(Severity.ERROR, Category.DOWNLOAD, step, of, "code", "detail");
            case "no-answer" -> trouble(Severity.ERROR, Category.HEADER, step, of, "code", "detail");
            case "apply-failed" -> trouble(Severity.ERROR, Category.APPLY, step, of, "code", "detail", "files");
            case "version-store-failed" -> trouble(Severity.ERROR, Category.VERSION_STORE, step, of, "detail");
            case "update-ended" -> Optional.of(ended(of));
            case "rolled-back" -> Optional.of(rolledBack(of));
            case "state" ->
                Optional.of(new Step.State(new ClientRows.Reason(
                        of.text("why", LONGEST_TEXT),
                        of.textOrEmpty("detail", LONGEST_DETAIL),
                        of.textOrEmpty("offered", LONGEST_TEXT))));
            default -> Optional.empty();
        };
    }

    private static Step started(JsonMembers of) throws BadBody {
        return new Step.Started(new RecordRows.Start(
                oneOf("mode", of, Set.of("new", "differential", "full")),
                of.textOrEmpty("release", LONGEST_TEXT),
                of.has("manifest") ? ClientInfo.digest("manifest", of.text("manifest", LONGEST_TEXT)) : "",
                of.textOrEmpty("from", LONGEST_TEXT),
                of.numberOr("bytes", 0, 0, LARGEST)));
    }

    private static Step progress(JsonMembers of) throws BadBody {
        return new Step.Going(new Progress(
                oneOf("phase", of, Set.of("download", "verify", "apply")),
                of.number("doneBytes", 0, LARGEST),
                of.number("totalBytes", 0, LARGEST)));
    }

    private static Step ended(JsonMembers of) throws BadBody {
        String result = oneOf("result", of, Set.of("normal", "brought", "abnormal", "failed"));
        return new Step.Ended(Result.ofCode(result).orElseThrow(), of.textOrEmpty("release", LONGEST_TEXT));
    }

    private static Step rolledBack(JsonMembers of) throws BadBody {
        return new Step.RolledBack(
                ClientInfo.digest("manifest", of.text("manifest", LONGEST_TEXT)),
                of.text("release", LONGEST_TEXT),
                of.textOrEmpty("to", LONGEST_TEXT));
    }

    private static String oneOf(String name, JsonMembers of, Set<String> allowed) throws BadBody {
        String text = of.text(name, LONGEST_TEXT);
        if (!allowed.contains(text)) {
            throw new BadBody("\"" + name + "\" is none of "
                    + String.join(", ", allowed.stream().sorted().toList()) + ".");
        }
        return text;
    }

    private static Optional<Step> trouble(
            Severity severity, Category category, String key, JsonMembers of, String... facts) throws BadBody {
        return Optional.of(new Step.Trouble(severity, category, new Message(key, facts(of, facts))));
    }

    private static Map<String, String> facts(JsonMembers of, String... facts) throws BadBody {
        Map<String, String> found = new LinkedHashMap<>();
        for (String fact : facts) {
            switch (fact) {
                case "files", "programs" -> found.put(fact, names(of.texts(fact, MOST_NAMES, LONGEST_NAME)));
                case "count" -> found.put(fact, Long.toString(count(of)));
                default -> found.put(fact, of.textOrEmpty(fact, LONGEST_DETAIL));
            }
        }
        found.values().removeIf(String::isEmpty);
        return found;
    }

    private static long count(JsonMembers of) throws BadBody {
        return of.numberOr("count", of.texts("files", MOST_NAMES, LONGEST_NAME).size(), 0, MOST_FILES);
    }

    /** Whole names only, and so many of them that the log stays readable. */
    private static String names(List<String> names) {
        StringBuilder joined = new StringBuilder();
        for (String name : names) {
            if (joined.length() + name.length() > LONGEST_DETAIL) {
                return joined + ", …";
            }
            joined.append(joined.isEmpty() ? "" : ", ").append(name);
        }
        return joined.toString();
    }
}
