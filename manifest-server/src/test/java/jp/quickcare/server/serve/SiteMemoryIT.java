package jp.quickcare.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import jp.quickcare.server.clients.ClientInfo;
import jp.quickcare.server.clients.ClientRows;
import jp.quickcare.server.database.Database;
import jp.quickcare.server.database.DatabaseLocation;
import jp.quickcare.server.live.Changes;
import jp.quickcare.server.records.Progress;
import jp.quickcare.server.records.RecordQuery;
import jp.quickcare.server.records.RecordRows;
import jp.quickcare.server.records.UpdateRecord;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.settings.LiveSettings;
import jp.quickcare.server.systemlog.Category;
import jp.quickcare.server.systemlog.LogQuery;
import jp.quickcare.server.systemlog.LogRows;
import jp.quickcare.server.systemlog.Message;
import jp.quickcare.server.systemlog.NewEntry;
import jp.quickcare.server.systemlog.Severity;
import jp.quickcare.server.testing.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A10, A13: what a running server does with what it remembers, without being asked. */
class SiteMemoryIT {
    private static final ClientInfo PC = new ClientInfo(
            new UUID(7, 7).toString(),
            "",
            "PC-07",
            "tanaka",
            "qc",
            "QC",
            "win-x64",
            "1.0.0",
            Optional.empty(),
            Optional.empty());

    @TempDir
    private Path temp = Path.of("");

    private @Nullable ServerFolder made;

    @BeforeEach
    void a_site() throws Exception {
        made = ServerFolder.site(new World(temp).initVendor().initSite().site());
    }

    private ServerFolder site() {
        return Objects.requireNonNull(made);
    }

    /** As an editor that puts another file in place: nobody sees an empty one. */
    private void write(String settings) throws Exception {
        Path next = Files.writeString(temp.resolve("next"), settings);
        Files.move(next, site().settings(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void remember(Database database, String update, Duration ago) {
        Instant then = Instant.now().minus(ago);
        database.write(handle -> {
                    ClientRows.seen(handle, List.of(PC), then);
                    long record = RecordRows.findOrMake(handle, PC, update, then);
                    RecordRows.end(handle, record, "normal", "1.0", new Progress("", 0, 0), then);
                    Message message = new Message("update-ended.normal", Map.of("release", update));
                    NewEntry entry = new NewEntry(
                            Severity.INFORMATION,
                            Category.UPDATE_ENDED,
                            "PC-07",
                            "tanaka",
                            "",
                            PC.id(),
                            record,
                            message);
                    LogRows.add(handle, List.of(entry), then);
                    return true;
                })
                .join();
    }

    private static List<String> log(SiteMemory memory, Locale locale) {
        return memory.log().page(LogQuery.ALL, Optional.empty(), 100).rows().stream()
                .map(entry ->
                        entry.severity().title(locale) + " | " + entry.message().text(locale))
                .toList();
    }

    private static List<String> updates(SiteMemory memory) {
        return memory.records().page(RecordQuery.ALL, Optional.empty(), 100).rows().stream()
                .map(UpdateRecord::update)
                .toList();
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("it does not come").isLessThan(end);
            Thread.sleep(50);
        }
    }

    /** A10: by the days that are set, without being asked */
    @Test
    void what_is_older_than_the_days_that_are_set_is_dropped() throws Exception {
        write("logDays=30\n");
        String old = new UUID(1, 1).toString();
        String lately = new UUID(1, 2).toString();
        try (Database database = Database.open(
                DatabaseLocation.folder(site().path()), DatabaseLocation.of(site().path(), Optional.empty()))) {
            remember(database, old, Duration.ofDays(31));
            remember(database, lately, Duration.ofDays(29));
        }
        try (LiveSettings settings = LiveSettings.watch(site().settings());
                SiteMemory memory = SiteMemory.open(site(), settings, new Changes(), Duration.ofSeconds(1))) {
            await(() -> updates(memory).equals(List.of(lately))
                    && log(memory, Locale.ENGLISH).size() == 1);
            assertThat(log(memory, Locale.ENGLISH))
                    .containsExactly("Information | Update to " + lately + " ended: normal.");
        }
    }

    /** A10, A13, F1: nobody knows who it was, but that it was done, and what is wrong with it */
    @Test
    void an_edit_of_the_settings_file_is_in_the_system_log() throws Exception {
        write("logDays=30\n");
        try (LiveSettings settings = LiveSettings.watch(site().settings());
                SiteMemory memory = SiteMemory.open(site(), settings, new Changes())) {
            write("logDays=31\ndatabasePassword=sesame\n");
            await(() -> log(memory, Locale.ENGLISH).size() == 1);
            write("logDays=never\n");
            await(() -> log(memory, Locale.ENGLISH).size() == 2);
            write("logDays=31\ndatabasePassword=sesame\nlog=off\n");
            await(() -> log(memory, Locale.ENGLISH).size() == 3);
            write("logDays=32\nlog=off\n");
            await(() -> settings.current().log().days() == 32);
            // What would be written now stands behind this.
            memory.database().write(handle -> true).join();

            assertThat(log(memory, Locale.ENGLISH))
                    .hasSize(3)
                    .contains(
                            "Information | The settings file was changed: logDays=31, databasePassword.",
                            "Information | The settings file was changed: log=off.");
            assertThat(log(memory, Locale.ENGLISH).get(1))
                    .startsWith("Warning | The settings file cannot be used, the settings before stay in force: ")
                    .contains("line 1: logDays is \"never\"");
            assertThat(log(memory, Locale.JAPANESE).get(1)).contains("以前の設定のまま動作しています", "の 1 行目");
        }
    }
}
