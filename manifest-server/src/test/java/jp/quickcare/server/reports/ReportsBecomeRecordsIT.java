package jp.quickcare.server.reports;

import static jp.quickcare.server.reports.ReportedSite.CLIENT;
import static jp.quickcare.server.reports.ReportedSite.UPDATE;
import static jp.quickcare.server.reports.ReportedSite.report;
import static jp.quickcare.server.reports.ReportedSite.reportOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import jp.quickcare.server.live.Topic;
import jp.quickcare.server.records.Result;
import jp.quickcare.server.records.UpdateRecord;
import jp.quickcare.server.testing.Engine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A9, A10, A29, A33, A37: what PCs report becomes records and log entries, exactly as the tables say. */
class ReportsBecomeRecordsIT extends ReportsTaken {
    /** A10: one case a row of the table; A9: the result that goes with it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '^',
            value = {
                "update-started # \"mode\":\"differential\",\"release\":\"1.2.0\",\"from\":\"1.1.0\" # Information | Update started | Differential update to 1.2.0 started (from 1.1.0). # NORMAL",
                "update-started # \"mode\":\"full\",\"release\":\"1.2.0\" # Information | Update started | Full update to 1.2.0 started. # NORMAL",
                "update-started # \"mode\":\"new\",\"release\":\"1.2.0\" # Information | Update started | New install of 1.2.0 started. # NORMAL",
                "file-missing-ignored # \"files\":[\"a.jar\",\"b.jar\"],\"count\":2 # Warning | Download | The server lacks files of the release (2), the user went on: a.jar, b.jar # ABNORMAL",
                "apply-ignored # \"files\":[\"a.jar\"],\"programs\":[\"excel\"],\"count\":1 # Warning | Apply | Files could not be put in place (1), the user went on: a.jar; in use by excel # ABNORMAL",
                "aborted # \"phase\":\"waiting\" # Error | Aborted by the user | The user stopped while waiting for a place. # FAILED",
                "aborted # \"phase\":\"download\" # Error | Aborted by the user | The user stopped the download. # FAILED",
                "file-missing # \"files\":[\"a.jar\"],\"count\":1 # Error | Download | The server lacks files of the release (1), the user stopped: a.jar # FAILED",
                "download-failed # \"code\":\"disk\",\"detail\":\"x\" # Error | Download | The download failed: disk (x) # FAILED",
                "no-answer # \"code\":\"timeout\" # Error | Header | No answer from the server within the time limit: timeout # FAILED",
                "apply-failed # \"code\":\"in-use\",\"detail\":\"x\",\"files\":[\"a.jar\"] # Error | Apply | Files could not be put in place: a.jar; in-use (x) # FAILED",
                "version-store-failed # \"detail\":\"denied\" # Error | Version store | The new version could not be registered: denied # FAILED",
            })
    void each_row_of_the_table(String step, String members, String line, Result result) throws Exception {
        for (Engine engine : Engine.values()) {
            try (ReportedSite site = new ReportedSite(engine, folder.resolve(engine.name()))) {
                site.take(report(3, step, members));
                assertThat(site.lines()).containsExactly(line);
                // Whatever the PC thinks of itself.
                site.take(ended(9, "normal"));
                assertThat(site.lines()).hasSize(2);
                assertThat(site.lines().get(1))
                        .isEqualTo("Information | Update ended | Update to 1.2.0 ended: "
                                + result.name().toLowerCase(Locale.ROOT) + ".");
                assertThat(site.update().result()).contains(result);
                assertThat(site.entries()).allSatisfy(entry -> {
                    assertThat(entry.pc()).isEqualTo("PC-07");
                    assertThat(entry.user()).isEqualTo("田中");
                    assertThat(entry.program()).isEqualTo("launcher");
                    assertThat(entry.update()).contains(site.update().id());
                });
            }
        }
    }

    /** A9: PC, user, release, how often, mode, start, end, result, warnings, errors. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_record_has_all_that_is_known_of_an_update(Engine engine) throws Exception {
        try (ReportedSite site = new ReportedSite(engine, folder)) {
            Instant began = site.time.get();
            site.take(STARTED);
            site.time.set(began.plusSeconds(60));
            site.take(
                    report(1, "file-missing-ignored", "\"files\":[\"a\"],\"count\":1"),
                    report(2, "apply-ignored", "\"files\":[\"a\"],\"programs\":[],\"count\":1"),
                    ended(3, "abnormal"));
            UpdateRecord record = site.update();
            assertThat(record.pc()).isEqualTo("PC-07");
            assertThat(record.user()).isEqualTo("田中");
            assertThat(record.release()).isEqualTo("1.2.0");
            assertThat(record.from()).isEqualTo("1.1.0");
            assertThat(record.mode()).isEqualTo("differential");
            assertThat(record.often()).isEqualTo(1);
            assertThat(record.started()).isEqualTo(began);
            assertThat(record.ended()).contains(began.plusSeconds(60));
            assertThat(record.state()).isEqualTo(UpdateRecord.State.ENDED);
            assertThat(record.percent()).isEqualTo(100);
            assertThat(record.warnings()).isEqualTo(2);
            assertThat(record.errors()).isZero();
            assertThat(site.changed).contains(Topic.UPDATES, Topic.LOG);

            site.take(reportOf("22222222-0000-4000-8000-000000000001", 0, "update-started", "\"mode\":\"full\""));
            assertThat(site.update().often()).isEqualTo(2);
            assertThat(site.update().state()).isEqualTo(UpdateRecord.State.RUNNING);
        }
    }

    /** A29: twice, late and in any order, it is always the same record, and its end the last entry. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void any_order_and_any_repetition_make_the_same_record(Engine engine) throws Exception {
        List<String> reports = List.of(
                STARTED,
                report(1, "file-missing-ignored", "\"files\":[\"a\"],\"count\":1"),
                report(2, "apply-ignored", "\"files\":[\"b\"],\"programs\":[],\"count\":1"),
                report(3, "version-store-failed", "\"detail\":\"x\""),
                ended(4, "normal"));
        Random random = new Random(7);
        for (int round = 0; round < 12; round++) {
            List<String> sent = new ArrayList<>(reports);
            sent.addAll(reports);
            Collections.shuffle(sent, random);
            try (ReportedSite site = new ReportedSite(engine, folder.resolve("round" + round))) {
                for (int i = 0; i < sent.size(); ) {
                    int next = Math.min(sent.size(), i + 1 + random.nextInt(3));
                    site.take(sent.subList(i, next).toArray(String[]::new));
                    i = next;
                }
                assertThat(site.updates()).hasSize(1);
                UpdateRecord record = site.update();
                assertThat(List.of(record.warnings(), record.errors())).containsExactly(2L, 1L);
                assertThat(record.result()).contains(Result.FAILED);
                assertThat(record.mode()).isEqualTo("differential");
                assertThat(record.often()).isEqualTo(1);
                assertThat(site.lines()).hasSize(5).doesNotHaveDuplicates();
                assertThat(site.lines().get(4))
                        .as("in the order %s", sent)
                        .isEqualTo("Information | Update ended | Update to 1.2.0 ended: failed.");
            }
        }
    }

    /** A6, A9, A10: what was brought while the application ran is neither an update that was made nor one that failed. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void an_update_that_is_brought_and_not_in_place_yet_is_shown_as_such(Engine engine) throws Exception {
        try (ReportedSite site = new ReportedSite(engine, folder)) {
            site.take(STARTED, ended(1, "brought"));
            assertThat(site.update().result()).contains(Result.BROUGHT);
            assertThat(site.update().percent()).isEqualTo(100);
            assertThat(site.lines().get(1))
                    .isEqualTo("Information | Update ended | Update to 1.2.0 brought; it is put in place later.");
        }
    }

    /** A9: progress is live, never in the log, survives a restart, and does not run backwards. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void progress_is_live_and_lasts(Engine engine) throws Exception {
        try (ReportedSite site = new ReportedSite(engine, folder)) {
            site.take(STARTED);
            site.take(report(5, "progress", "\"phase\":\"download\",\"doneBytes\":430,\"totalBytes\":1000"));
            site.take(report(4, "progress", "\"phase\":\"download\",\"doneBytes\":10,\"totalBytes\":1000"));
            assertThat(site.update().percent()).isEqualTo(43);
            assertThat(site.update().phase()).isEqualTo("download");
            assertThat(site.lines()).hasSize(1);
            site.live.flush();
            // What a server that starts anew reads.
            site.live.ended(CLIENT, UPDATE);
            site.database.write(handle -> 0).join();
            assertThat(site.update().percent()).isEqualTo(43);
        }
    }

    /** A10: the log can be switched off; records go on. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void without_the_log_records_go_on(Engine engine) throws Exception {
        try (ReportedSite site = new ReportedSite(engine, folder)) {
            site.logIsOn.set(false);
            site.take(STARTED, ended(1, "normal"));
            assertThat(site.lines()).isEmpty();
            assertThat(site.update().result()).contains(Result.NORMAL);
        }
    }

    /** A29: what is sent late is put where it belongs, by the PC's own reckoning; a clock that is wrong does no harm. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void reports_that_waited_say_how_long(Engine engine) throws Exception {
        try (ReportedSite site = new ReportedSite(engine, folder)) {
            String late =
                    ReportedSite.body(STARTED).replace("\"reports\"", "\"sent\":\"2026-11-21T07:00:00Z\",\"reports\"");
            site.intake
                    .take(ReportParser.parse(late.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                    .join();
            assertThat(site.update().started()).isEqualTo(site.time.get().minus(Duration.ofHours(2)));
            assertThat(site.entries().get(0).time()).isEqualTo(site.time.get());
        }
    }

    /** A clock set back changes no order. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_clock_that_is_set_back_changes_no_order(Engine engine) throws Exception {
        try (ReportedSite site = new ReportedSite(engine, folder)) {
            site.take(STARTED);
            site.time.set(site.time.get().minus(Duration.ofDays(400)));
            site.take(ended(1, "normal"));
            assertThat(site.lines()).hasSize(2);
            assertThat(site.lines().get(1)).contains("Update ended");
            assertThat(site.update().result()).contains(Result.NORMAL);
        }
    }
}
