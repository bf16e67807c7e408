package jp.quickcare.server.systemlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import jp.quickcare.server.database.Database;
import jp.quickcare.server.database.DatabaseFailure;
import jp.quickcare.server.database.DatabaseLocation;
import jp.quickcare.server.testing.Commands;
import jp.quickcare.server.testing.Engine;
import jp.quickcare.server.testing.RunningServer;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A10: what is done on the command line is in the system log, as what is done in the console is. */
class CommandNotesIT {
    private static final Instant NOW = Instant.parse("2026-11-21T05:00:00Z");
    private static final Map<String, String> OFFER =
            Map.of("app", "qc", "release", "1.2", "channel", "QC", "mode", "refused", "installs", "no");

    @TempDir
    private Path temp = Path.of("");

    private final AtomicInteger told = new AtomicInteger();

    private static List<String> lines(Database database, Locale locale) {
        return new SystemLog(database)
                .page(LogQuery.ALL, Optional.empty(), 100).rows().stream()
                        .map(entry -> entry.severity().title(locale) + " | " + entry.program() + " " + entry.pc()
                                + " | " + entry.message().text(locale))
                        .toList();
    }

    private void takeUp(CommandNotes notes, Database database, boolean on, Instant now) {
        notes.takeUp(new SystemLog(database), on, now, told::incrementAndGet);
    }

    /** A10, F1: once each, in the order they were done, with their own time, in the reader's language */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_note_is_taken_up_once(Engine engine) throws Exception {
        Path data = temp.resolve("data");
        try (Database database = engine.open(temp)) {
            CommandNotes notes = new CommandNotes(data);
            notes.leave("admin.password-set", Map.of(), NOW);
            assertThat(data.resolve("notes")).as("nobody has served it yet").doesNotExist();
            takeUp(notes, database, true, NOW);
            notes.leave("admin.offered", OFFER, NOW.plusSeconds(1));
            notes.leave("admin.password-set", Map.of(), NOW.plusSeconds(100));
            for (int i = 0; i < 2; i++) {
                takeUp(notes, database, true, NOW.plusSeconds(9));
                assertThat(told).hasValue(1);
            }
            assertThat(lines(database, Locale.ENGLISH))
                    .containsExactly(
                            "Information | command 127.0.0.1 | Set the password of the console.",
                            "Information | command 127.0.0.1 | Offered qc 1.2 on QC: refused; new installs:"
                                    + " forbidden.");
            assertThat(lines(database, Locale.JAPANESE).get(1)).endsWith("QC に qc 1.2 を配布しました（起動不可、新規インストール: 禁止）。");
            assertThat(new SystemLog(database)
                            .page(LogQuery.ALL, Optional.empty(), 9)
                            .rows())
                    .extracting(LogEntry::time)
                    .as("not from tomorrow, whatever the clock was")
                    .containsExactly(NOW.plusSeconds(9), NOW.plusSeconds(1));
            assertThat(data.resolve("notes")).isEmptyDirectory();

            notes.leave("admin.password-removed", Map.of(), NOW);
            takeUp(notes, database, false, NOW);
            assertThat(data.resolve("notes")).as("the log is off").isEmptyDirectory();
            assertThat(lines(database, Locale.ENGLISH)).hasSize(2);
        }
    }

    /** A10: what cannot be one does no harm, and the log is read as before. */
    @Test
    void what_is_no_note_is_put_away() throws Exception {
        Path notes = Files.createDirectories(temp.resolve("data/notes"));
        List<String> bad = List.of(
                "",
                "{",
                "null",
                "[1]",
                "{\"what\":\"admin.of-tomorrow\",\"facts\":{},\"user\":\"u\",\"time\":1}",
                "{\"what\":\"update-started.new\",\"facts\":{},\"user\":\"u\",\"time\":1}",
                "{\"what\":\"admin.offered\",\"user\":\"u\",\"time\":1}",
                "{\"what\":\"admin.offered\",\"facts\":{\"app\":\"" + "x".repeat(20_000)
                        + "\"},\"user\":\"u\",\"time\":1}");
        for (int i = 0; i < bad.size(); i++) {
            Files.writeString(notes.resolve(i + ".json"), bad.get(i));
        }
        Files.createSymbolicLink(notes.resolve("9.json"), temp);
        try (Database database = Engine.SQLITE.open(temp)) {
            CommandNotes left = new CommandNotes(temp.resolve("data"));
            takeUp(left, database, true, NOW);
            assertThat(lines(database, Locale.ENGLISH)).isEmpty();
            assertThat(notes).isEmptyDirectory();
            left.leave("admin.password-set", Map.of(), NOW);
            takeUp(left, database, true, NOW);
            assertThat(lines(database, Locale.JAPANESE)).hasSize(1);
        }
    }

    /** A10, F6: while the database cannot be written a note waits. */
    @Test
    void a_note_waits_for_the_database() throws Exception {
        CommandNotes notes = new CommandNotes(temp.resolve("data"));
        Database away;
        try (Database database = Engine.SQLITE.open(temp)) {
            takeUp(notes, database, true, NOW);
            away = database;
        }
        notes.leave("admin.password-set", Map.of(), NOW);
        assertThatThrownBy(() -> takeUp(notes, away, true, NOW)).hasCauseInstanceOf(DatabaseFailure.class);
        try (Database database = Engine.SQLITE.open(temp)) {
            takeUp(notes, database, true, NOW);
            assertThat(lines(database, Locale.ENGLISH)).hasSize(1);
        }
    }

    /** A10, A11: the real commands beside the real server */
    @Test
    void commands_beside_a_running_server_are_in_its_log() throws Exception {
        World world = new World(temp).initVendor().publish("1.0").initSite();
        Path notes = world.site().resolve("data/notes");
        try (RunningServer server = RunningServer.start(world.site())) {
            await(() -> Files.isDirectory(notes));
            world.importAll().offer("required");
            Commands.run("gc", "--dir", world.site()).expect(0);
            Commands.run("password", "--dir", world.site(), "--remove").expect(0);
            await(() -> isEmpty(notes));
            assertThat(server.page("/console/log", "ja").body()).contains("コマンド", "（必須、新規インストール: 許可）");
        }
        DatabaseLocation location = new DatabaseLocation.Embedded(world.site().resolve("data/quickcare.db"));
        try (Database database = Database.open(world.site().resolve("data"), location)) {
            List<String> lines = lines(database, Locale.ENGLISH);
            assertThat(lines).hasSize(4);
            assertThat(lines.get(0)).endsWith("Removed the password of the console.");
            assertThat(lines.get(1)).contains("Removed old releases: 0 files");
            assertThat(lines.get(2)).contains("on QC: required; new installs: allowed.");
            assertThat(lines.get(3)).contains("Import from " + world.vendor(), "is done: ");
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.findAny().isEmpty();
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + 120_000_000_000L;
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("it does not come").isLessThan(end);
            Thread.sleep(50);
        }
    }
}
