package jp.quickcare.server.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import jp.quickcare.server.database.Database;
import jp.quickcare.server.testing.Engine;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How long a release took others (A6), by the records there are. */
class TookIT {
    private static final String MANIFEST = "ab".repeat(32);
    private static final Instant MORNING = Instant.parse("2026-11-21T08:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    /** A6: the middle of those that ended well; the others say nothing of how long it takes. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void the_middle_counts_of_updates_that_ended_well(Engine engine) throws Exception {
        try (Database database = engine.open(folder)) {
            assertThat(Took.of(database, MANIFEST)).as("nobody has taken it").isEmpty();
            record(database, MANIFEST, "new", "normal", 500);
            record(database, MANIFEST, "differential", "failed", 1);
            record(database, MANIFEST, "differential", "brought", 2);
            record(database, MANIFEST, "differential", RecordRows.VANISHED, 400);
            record(database, MANIFEST, "differential", "", 0);
            record(database, "cd".repeat(32), "differential", "normal", 9);
            record(database, MANIFEST, "differential", "normal", 24 * 3600);
            assertThat(Took.of(database, MANIFEST)).as("nobody has ended well").isEmpty();
            record(database, MANIFEST, "differential", "normal", 60);
            record(database, MANIFEST, "full", "abnormal", 90);
            record(database, MANIFEST, "differential", "normal", 3600);
            assertThat(Took.of(database, MANIFEST)).contains(new Took(3, Duration.ofSeconds(90)));
        }
    }

    private static void record(Database database, String manifest, String mode, String result, int seconds) {
        database.write(handle -> handle.createUpdate("INSERT INTO update_record (" + RecordRows.COLUMNS + ", heard)"
                                + " SELECT coalesce(max(id), 0) + 1, :client, 'u', '', '', 'qc', 'QC', 'any', '1.0', :manifest,"
                                + " '', :mode, 1, :started, :ended, '', 0, 0, :result, 0, 0, 0 FROM update_record")
                        .bind("client", UUID.randomUUID().toString())
                        .bind("manifest", manifest)
                        .bind("mode", mode)
                        .bind("started", MORNING.toEpochMilli())
                        .bind(
                                "ended",
                                seconds == 0 ? 0 : MORNING.plusSeconds(seconds).toEpochMilli())
                        .bind("result", result)
                        .execute())
                .join();
    }
}
