package jp.quickcare.server.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import jp.quickcare.server.testing.Engine;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A10: what is too old goes while PCs report. */
class RetentionIT {
    private static final int OLD = 60_000;

    @TempDir
    private Path folder = Path.of("");

    private static int fill(Handle handle) {
        handle.execute("INSERT INTO log_entry (id, time, severity, category, pc, login, program, client, record_id,"
                + " message, facts, folded_pc, folded_login, folded)"
                + " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + OLD + ")"
                + " SELECT i, i, 1, 'update-started', 'PC-1', 'u', 'launcher', 'c', i, 'update-started.full', '{}',"
                + " 'pc-1', 'u', 'pc-1' FROM n");
        return handle.execute("UPDATE sequence SET last = " + OLD + " WHERE name = 'log'");
    }

    /** A10: nobody waits for more than a small part of it, however slow the machine is */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void reports_are_taken_while_old_entries_go(Engine engine) throws Exception {
        try (ReportedSite site = new ReportedSite(engine, folder)) {
            site.database.write(RetentionIT::fill).join();
            site.take(ReportedSite.reportOf(new UUID(0, 1).toString(), 0, "update-started", "\"mode\":\"full\""));
            long began = System.nanoTime();
            CompletableFuture<Integer> dropping =
                    CompletableFuture.supplyAsync(() -> site.log.drop(Duration.ZERO, Instant.ofEpochMilli(OLD + 1L)));
            List<Long> waited = new ArrayList<>();
            while (!dropping.isDone()) {
                long asked = System.nanoTime();
                site.take(ReportedSite.reportOf(
                        new UUID(1, waited.size()).toString(), 0, "update-started", "\"mode\":\"full\""));
                waited.add(System.nanoTime() - asked);
            }
            long took = System.nanoTime() - began;

            assertThat(dropping.join()).isEqualTo(OLD);
            // Were it one long lock, one or two would have waited for all of it.
            assertThat(waited).as("reports meanwhile").hasSizeGreaterThan(5);
            assertThat(waited.stream().sorted().toList().get(waited.size() / 2))
                    .as("the middle wait, of %s ns", took)
                    .isLessThan(took / 5);
        }
    }
}
