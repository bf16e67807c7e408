package jp.quickcare.launcher.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A29: what no server heard is told later, in order, and nobody waits for it. */
class KeptReportsIT extends HeardByASite {
    /** A29 */
    @Test
    void what_no_server_heard_is_told_by_a_later_launcher_in_order() throws Exception {
        URI nobody = URI.create("http://127.0.0.1:1/");
        Instant late = Instant.parse("2026-11-21T12:00:00Z");
        try (Reports reports = reports(nobody, Clock.fixed(late, java.time.ZoneOffset.UTC))) {
            begin(reports).succeeded();
        }
        // The clock was set back in the meantime.
        try (Reports reports = reports(nobody, Clock.fixed(late.minusSeconds(9_999), java.time.ZoneOffset.UTC))) {
            reports.rolledBack("1.1.0", MANIFEST, "1.0.0");
        }
        assertThat(kept()).hasSize(4);
        Instant later = late.plusSeconds(3_600);
        sendAll(Clock.fixed(later, java.time.ZoneOffset.UTC));
        assertThat(steps()).containsExactly("update-started", "update-ended", "rolled-back", "state");
        assertThat(sent).last().isEqualTo(later.truncatedTo(ChronoUnit.MILLIS));
        assertThat(kept()).isEmpty();
    }

    /** A36, TR6 */
    @Test
    void a_captive_portal_has_heard_nothing() throws Exception {
        status = 200;
        try (Reports reports = reports()) {
            begin(reports).succeeded();
        }
        assertThat(kept()).hasSize(2);
    }

    /** A29 */
    @Test
    void one_that_a_server_refuses_keeps_no_other_back() throws Exception {
        status = 503;
        try (Reports reports = reports()) {
            reports.state(Why.DISK, "poison", "");
            begin(reports).succeeded();
        }
        refused = "poison";
        status = 204;
        try (Reports reports = reports()) {
            reports.send();
        }
        assertThat(steps()).containsExactly("update-started", "update-ended");
        assertThat(kept()).isEmpty();
    }

    /** A9: the next launcher ends the record of one that was killed. */
    @Test
    void the_record_of_a_killed_update_is_ended_by_the_next_launcher() {
        try (Reports reports = reports()) {
            begin(reports);
        }
        try (Reports reports = reports()) {
            reports.endUnfinished("cd".repeat(32));
            reports.endUnfinished("cd".repeat(32));
        }
        assertThat(steps()).containsExactly("update-started", "download-failed", "update-ended");
        assertThat(heard.stream().map(report -> text(report, "update")).distinct())
                .hasSize(1);
        heard.clear();
        try (Reports reports = reports()) {
            begin(reports);
            reports.endUnfinished(MANIFEST);
        }
        assertThat(steps()).containsExactly("update-started", "update-ended");
        assertThat(text(heard.get(1), "result")).isEqualTo("normal");
    }

    /** A29: bounded; states go first. */
    @Test
    void a_full_spool_drops_its_oldest_states_first() throws Exception {
        Spool spool = new Spool(Reports.folder(home));
        Instant time = Instant.now();
        String update = UUID.randomUUID().toString();
        for (int i = 0; i < 10; i++) {
            spool.add(new Report(UUID.randomUUID().toString(), 0, "state", Map.of()), time);
        }
        for (int i = 0; i < Spool.MOST_REPORTS; i++) {
            spool.add(new Report(update, i, "update-started", Map.of()), time);
        }
        List<Path> kept = spool.all();
        assertThat(kept).hasSize(Spool.MOST_REPORTS);
        assertThat(kept).noneMatch(file -> file.toString().contains("state.json"));
    }

    /** A29: a power cut may leave the name of a report without its content. */
    @Test
    void what_is_no_report_is_cleared_away() throws Exception {
        Files.createDirectories(Reports.folder(home));
        Path empty = Reports.folder(home).resolve("0000000000000001-" + UUID.randomUUID() + "-0.json");
        Files.write(empty, new byte[0]);
        Files.writeString(Reports.folder(home).resolve("notes of a user.json"), "{}");
        try (Reports reports = reports()) {
            begin(reports).succeeded();
        }
        assertThat(steps()).containsExactly("update-started", "update-ended");
        assertThat(empty).doesNotExist();
        assertThat(Reports.folder(home).resolve("notes of a user.json")).exists();
    }
}
