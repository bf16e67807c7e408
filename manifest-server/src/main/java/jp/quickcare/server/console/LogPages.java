package jp.quickcare.server.console;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import jp.quickcare.server.console.page.LogPage;
import jp.quickcare.server.console.page.OfferPage;
import jp.quickcare.server.console.words.Texts;
import jp.quickcare.server.database.Page;
import jp.quickcare.server.http.Problem;
import jp.quickcare.server.systemlog.Category;
import jp.quickcare.server.systemlog.CsvExport;
import jp.quickcare.server.systemlog.LogEntry;
import jp.quickcare.server.systemlog.LogQuery;
import jp.quickcare.server.systemlog.Severity;

/** The system log: searched, filtered, handed on (SPEC A10). */
final class LogPages {
    static final String PATH = Console.PATH + "/log";

    private static final int A_PAGE = 100;

    private final ConsoleParts parts;
    private final Semaphore exports = new Semaphore(2);

    LogPages(ConsoleParts parts) {
        this.parts = parts;
    }

    void show(Visit visit) {
        Texts texts = visit.texts();
        LogPage.Filter filter = filter(visit);
        Optional<String> after = ClientPages.number(ClientPages.place(visit));
        Page<LogEntry> found = parts.known().log().page(wanted(filter), after, A_PAGE);
        LogPage page = new LogPage(
                filter,
                Arrays.stream(Severity.values())
                        .map(one -> new OfferPage.Choice(code(one), one.title(texts.locale())))
                        .toList(),
                Arrays.stream(Category.values())
                        .map(one -> new OfferPage.Choice(one.code(), one.title(texts.locale())))
                        .toList(),
                found.rows().stream().map(entry -> Rows.log(texts, entry)).toList(),
                found.next().orElse(""),
                query(filter),
                after.isEmpty(),
                parts.settings().current().log().on());
        Answers.html(visit.exchange(), StatusCodes.OK, Pages.render("log.jte", visit.frame("log"), page));
    }

    private static String code(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private static LogPage.Filter filter(Visit visit) {
        return new LogPage.Filter(
                ClientPages.text(visit, "q"),
                ClientPages.text(visit, "severity"),
                ClientPages.text(visit, "category"),
                ClientPages.text(visit, "pc"),
                ClientPages.text(visit, "user"),
                ClientPages.text(visit, "from"),
                ClientPages.text(visit, "to"));
    }

    private static LogQuery wanted(LogPage.Filter filter) {
        return new LogQuery(
                filter.text(),
                filter.pc(),
                filter.user(),
                Arrays.stream(Severity.values())
                        .filter(one -> code(one).equals(filter.severity()))
                        .findFirst(),
                Arrays.stream(Category.values())
                        .filter(one -> one.code().equals(filter.category()))
                        .findFirst(),
                day(filter.from(), 0),
                day(filter.to(), 1));
    }

    /** The beginning of a day on the server, or of one after it; of what is no date nothing. */
    private static Optional<Instant> day(String date, int daysLater) {
        try {
            return Optional.of(LocalDate.parse(date)
                    .plusDays(daysLater)
                    .atStartOfDay(ZoneId.systemDefault())
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String query(LogPage.Filter filter) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("q", filter.text());
        fields.put("severity", filter.severity());
        fields.put("category", filter.category());
        fields.put("pc", filter.pc());
        fields.put("user", filter.user());
        fields.put("from", filter.from());
        fields.put("to", filter.to());
        return fields.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** All that is found, for a spreadsheet; written as it is read. */
    void export(Visit visit) throws IOException {
        HttpServerExchange exchange = visit.exchange();
        if (!exports.tryAcquire()) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "10");
            Problem.send(exchange, StatusCodes.SERVICE_UNAVAILABLE, "Too many exports at once.");
            return;
        }
        try {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/csv; charset=utf-8");
            exchange.getResponseHeaders().put(Headers.CONTENT_DISPOSITION, "attachment; filename=\"log.csv\"");
            exchange.startBlocking();
            try (Writer out =
                    new BufferedWriter(new OutputStreamWriter(exchange.getOutputStream(), StandardCharsets.UTF_8))) {
                new CsvExport(parts.known().log(), visit.texts().locale(), ZoneId.systemDefault())
                        .write(wanted(filter(visit)), out);
            }
        } finally {
            exports.release();
        }
    }
}
