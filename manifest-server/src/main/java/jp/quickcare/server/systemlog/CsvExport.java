package jp.quickcare.server.systemlog;

import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import jp.quickcare.server.database.Page;

/** Writes the log as CSV (RFC 4180) for Excel, page by page, never whole in memory. */
public final class CsvExport {
    private static final int ROWS_AT_ONCE = 1_000;
    /** Without it Excel takes UTF-8 for something else. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final SystemLog log;
    private final Locale locale;
    private final ZoneId zone;

    /** In a language, with times in a zone. */
    public CsvExport(SystemLog log, Locale locale, ZoneId zone) {
        this.log = log;
        this.locale = locale;
        this.zone = zone;
    }

    /** Writes all entries that are looked for, newest first. @throws IOException the reader has gone */
    public void write(LogQuery wanted, Appendable out) throws IOException {
        ResourceBundle texts = Texts.of(locale);
        out.append(BYTE_ORDER_MARK);
        row(
                out,
                List.of(
                        texts.getString("csv.time"),
                        texts.getString("csv.severity"),
                        texts.getString("csv.pc"),
                        texts.getString("csv.user"),
                        texts.getString("csv.program"),
                        texts.getString("csv.category"),
                        texts.getString("csv.text")));
        Optional<String> before = Optional.empty();
        do {
            Page<LogEntry> page = log.page(wanted, before, ROWS_AT_ONCE);
            for (LogEntry entry : page.rows()) {
                row(
                        out,
                        List.of(
                                TIME.format(entry.time().atZone(zone)),
                                entry.severity().title(locale),
                                entry.pc(),
                                entry.user(),
                                entry.program(),
                                entry.category().title(locale),
                                entry.message().text(locale)));
            }
            before = page.next();
        } while (before.isPresent());
    }

    private static void row(Appendable out, List<String> values) throws IOException {
        String separator = "";
        for (String value : values) {
            out.append(separator)
                    .append('"')
                    .append(harmless(value).replace("\"", "\"\""))
                    .append('"');
            separator = ",";
        }
        out.append("\r\n");
    }

    /** A value from a PC that a spreadsheet would take for a formula is marked as text. */
    private static String harmless(String value) {
        return !value.isEmpty() && "=+-@\t\r\n|＝＋－＠".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }
}
