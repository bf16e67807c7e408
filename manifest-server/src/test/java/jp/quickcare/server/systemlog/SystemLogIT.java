package jp.quickcare.server.systemlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import jp.quickcare.server.database.Database;
import jp.quickcare.server.database.Page;
import jp.quickcare.server.testing.Engine;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A10: the log is searched, paged, exported and cleared. */
class SystemLogIT {
    private static final Instant START = Instant.parse("2026-11-21T05:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    private static NewEntry entry(String pc, String user, Severity severity, Category category, String detail) {
        return new NewEntry(
                severity,
                category,
                pc,
                user,
                "launcher",
                "c",
                0,
                new Message("version-store-failed", Map.of("detail", detail)));
    }

    private static void add(Database database, Instant time, NewEntry... entries) {
        database.write(handle -> {
                    LogRows.add(handle, List.of(entries), time);
                    return true;
                })
                .join();
    }

    private static List<String> details(SystemLog log, LogQuery query) {
        return log.page(query, Optional.empty(), 100).rows().stream()
                .map(entry -> entry.message().facts().getOrDefault("detail", ""))
                .toList();
    }

    private static LogQuery text(String text) {
        return new LogQuery(text, "", "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A10, F1: by text in either language, however it is written, PC, user, severity, category, time. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void what_is_looked_for_is_found(Engine engine) throws Exception {
        try (Database database = engine.open(folder)) {
            SystemLog log = new SystemLog(database);
            add(database, START, entry("PC-01", "田中", Severity.ERROR, Category.VERSION_STORE, "50% a_b!c"));
            add(database, START.plusSeconds(60), entry("pc-02", "Sato", Severity.WARNING, Category.APPLY, "カルテ.jar"));
            add(database, START.plusSeconds(120), entry("PC-03", "SATO", Severity.ERROR, Category.APPLY, "x"));
            assertThat(details(log, LogQuery.ALL)).containsExactly("x", "カルテ.jar", "50% a_b!c");
            assertThat(details(log, text("ｶﾙﾃ.JAR"))).containsExactly("カルテ.jar");
            assertThat(details(log, text("could not be REGISTERED"))).hasSize(3);
            assertThat(details(log, text("新しいバージョンを登録"))).hasSize(3);
            assertThat(details(log, text("% a_b!"))).containsExactly("50% a_b!c");
            assertThat(details(log, text("a%c")))
                    .as("no pattern of the database's")
                    .isEmpty();
            assertThat(details(log, text("' OR 1=1 --"))).isEmpty();
            assertThat(details(
                            log,
                            new LogQuery(
                                    "",
                                    "PC-02",
                                    "",
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty())))
                    .containsExactly("カルテ.jar");
            assertThat(details(
                            log,
                            new LogQuery(
                                    "",
                                    "",
                                    "sato",
                                    Optional.of(Severity.ERROR),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty())))
                    .containsExactly("x");
            assertThat(details(
                            log,
                            new LogQuery(
                                    "",
                                    "",
                                    "",
                                    Optional.empty(),
                                    Optional.of(Category.APPLY),
                                    Optional.empty(),
                                    Optional.empty())))
                    .containsExactly("x", "カルテ.jar");
            assertThat(details(
                            log,
                            new LogQuery(
                                    "",
                                    "",
                                    "",
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of(START.plusSeconds(60)),
                                    Optional.of(START.plusSeconds(120)))))
                    .containsExactly("カルテ.jar");
        }
    }

    /** A10: no entry is shown twice or left out while the log grows. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void pages_follow_one_another_while_the_log_grows(Engine engine) throws Exception {
        try (Database database = engine.open(folder)) {
            SystemLog log = new SystemLog(database);
            add(
                    database,
                    START,
                    IntStream.range(0, 250)
                            .mapToObj(i -> entry("PC", "u", Severity.ERROR, Category.APPLY, "" + i))
                            .toArray(NewEntry[]::new));
            List<Long> seen = new ArrayList<>();
            Optional<String> before = Optional.empty();
            do {
                Page<LogEntry> page = log.page(text("pc"), before, 40);
                page.rows().forEach(entry -> seen.add(entry.id()));
                add(database, START, entry("PC", "u", Severity.ERROR, Category.APPLY, "later"));
                before = page.next();
            } while (before.isPresent());
            assertThat(seen).hasSize(250).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> Long.compare(b, a));
        }
    }

    /** A10: older entries go, newer ones stay. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void old_entries_are_dropped(Engine engine) throws Exception {
        try (Database database = engine.open(folder)) {
            SystemLog log = new SystemLog(database);
            add(
                    database,
                    START.minus(Duration.ofDays(11)),
                    IntStream.range(0, 2_300)
                            .mapToObj(i -> entry("PC", "u", Severity.ERROR, Category.APPLY, "old"))
                            .toArray(NewEntry[]::new));
            add(database, START.minus(Duration.ofDays(9)), entry("PC", "u", Severity.ERROR, Category.APPLY, "new"));
            assertThat(log.drop(Duration.ofDays(10), START)).isEqualTo(2_300);
            assertThat(details(log, LogQuery.ALL)).containsExactly("new");
            assertThat(log.drop(Duration.ofDays(10), START)).isZero();
        }
    }

    /** A10, SA4: Excel reads it, and runs nothing that a PC sent. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void the_export_is_for_excel_and_harmless(Engine engine) throws Exception {
        try (Database database = engine.open(folder)) {
            SystemLog log = new SystemLog(database);
            add(database, START, entry("=cmd|' /C calc'!A0", "@x", Severity.ERROR, Category.APPLY, "a \"b\", c"));
            StringBuilder out = new StringBuilder();
            new CsvExport(log, Locale.JAPANESE, ZoneOffset.ofHours(9)).write(LogQuery.ALL, out);
            assertThat(out.toString())
                    .isEqualTo("\uFEFF\"日時\",\"重大度\",\"PC名\",\"利用者\",\"プログラム\",\"分類\",\"内容\"\r\n"
                            + "\"2026-11-21 14:00:00\",\"エラー\",\"'=cmd|' /C calc'!A0\",\"'@x\",\"launcher\",\"適用\","
                            + "\"新しいバージョンを登録できませんでした。 a \"\"b\"\", c\"\r\n");
        }
    }

    /** F6: numbers that only grow, in either database */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void the_log_goes_on_behind_two_thousand_million_entries(Engine engine) throws Exception {
        try (Database database = engine.open(folder)) {
            database.write(handle -> handle.execute("UPDATE sequence SET last = 2147483646 WHERE name = 'log'"))
                    .join();
            List<NewEntry> entries = List.of(
                    entry("PC-1", "a", Severity.WARNING, Category.APPLY, "x"),
                    entry("PC-2", "a", Severity.WARNING, Category.APPLY, "x"));
            database.write(handle -> {
                        LogRows.add(handle, entries, Instant.EPOCH);
                        return true;
                    })
                    .join();
            assertThat(new SystemLog(database)
                            .page(LogQuery.ALL, Optional.empty(), 10)
                            .rows())
                    .extracting(LogEntry::id)
                    .containsExactly(2_147_483_648L, 2_147_483_647L);
        }
    }
}
