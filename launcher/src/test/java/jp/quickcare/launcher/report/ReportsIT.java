package jp.quickcare.launcher.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jp.quickcare.launcher.failure.ApplyFailure;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.SourceFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.progress.Step;
import jp.quickcare.manifest.json.JsonArray;
import jp.quickcare.manifest.json.JsonObject;
import org.junit.jupiter.api.Test;

/** A9, A10, A37: what becomes of an update is told, and why a PC is where it is. */
class ReportsIT extends HeardByASite {
    /** A9 */
    @Test
    void an_update_that_succeeds_is_told_from_start_to_end() throws Exception {
        try (Reports reports = reports()) {
            begin(reports).succeeded();
        }
        assertThat(steps()).containsExactly("update-started", "update-ended");
        JsonObject start = heard.get(0);
        assertThat(text(start, "mode")).isEqualTo("differential");
        assertThat(text(start, "release")).isEqualTo("1.1.0");
        assertThat(text(start, "from")).isEqualTo("1.0.0");
        assertThat(start.integer("bytes")).isEqualTo(4_711);
        assertThat(text(heard.get(1), "result")).isEqualTo("normal");
        assertThat(text(heard.get(1), "update")).isEqualTo(text(start, "update"));
        assertThat(kept()).isEmpty();
    }

    /** A10: what was gone on with is a warning, and the result says so. */
    @Test
    void an_update_with_a_warning_ends_abnormal() throws Exception {
        try (Reports reports = reports()) {
            UpdateRecord update = begin(reports);
            update.applyIgnored(List.of("app/a.jar"), List.of("soffice (12)"));
            update.succeeded();
        }
        assertThat(steps()).containsExactly("update-started", "apply-ignored", "update-ended");
        assertThat(heard.get(1).array("files")).isEqualTo(JsonArray.ofStrings(List.of("app/a.jar")));
        assertThat(heard.get(1).array("programs")).isEqualTo(JsonArray.ofStrings(List.of("soffice (12)")));
        assertThat(text(heard.get(2), "result")).isEqualTo("abnormal");
    }

    /** A6, A9, A25: neither finished nor failed, and of no use to say how long the update takes. */
    @Test
    void an_update_that_is_brought_and_put_in_place_later_is_told_as_just_that() throws Exception {
        try (Reports reports = reports()) {
            begin(reports).failed(new KeepFailure(FailureCode.AT_NEXT_START, "brought in advance", null, "1.1.0"));
        }
        assertThat(steps()).containsExactly("update-started", "update-ended");
        assertThat(text(heard.get(1), "result")).isEqualTo("brought");
    }

    /** A10, F3: no update of the application, so nothing of one is told. */
    @Test
    void a_delta_to_a_newer_runtime_that_was_of_no_use_is_told_by_itself() {
        try (Reports reports = reports()) {
            reports.runtimeDeltaFailed("17.0.13", MANIFEST, "a delta between other releases");
        }
        sendAll();
        assertThat(steps()).containsExactly("runtime-delta-failed");
        assertThat(text(heard.get(0), "release")).isEqualTo("17.0.13");
        assertThat(text(heard.get(0), "delta")).isEqualTo(MANIFEST);
        assertThat(text(heard.get(0), "detail")).isEqualTo("a delta between other releases");
    }

    /** A5, A10 */
    @Test
    void missing_files_are_named_but_not_all_of_very_many() throws Exception {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            many.add("lib/" + i + ".jar");
        }
        try (Reports reports = reports()) {
            UpdateRecord update = begin(reports);
            update.missingIgnored(many);
            update.putOff();
            update.failed(new KeepFailure(FailureCode.FILE_MISSING, "", null));
        }
        assertThat(steps()).containsExactly("update-started", "file-missing-ignored", "update-ended");
        assertThat(heard.get(1).array("files").strings()).hasSize(20);
        assertThat(heard.get(1).integer("count")).isEqualTo(30_000);
        assertThat(text(heard.get(2), "result")).isEqualTo("abnormal");
    }

    /** A10: every error of the table. */
    @Test
    void each_kind_of_failure_is_told_as_what_it_is() {
        UpdateFailure cancelled = new KeepFailure(FailureCode.CANCELLED, "", null);
        assertThat(told(Step.DOWNLOAD, true, cancelled)).isEqualTo("aborted waiting");
        assertThat(told(Step.DOWNLOAD, false, cancelled)).isEqualTo("aborted download");
        assertThat(told(
                        Step.DOWNLOAD,
                        false,
                        new SourceFailure(FailureCode.NO_SERVER, "x", new java.net.ConnectException())))
                .isEqualTo("no-answer ");
        assertThat(told(Step.DOWNLOAD, false, new SourceFailure(FailureCode.NO_SERVER, "x", new IOException())))
                .isEqualTo("download-failed ");
        assertThat(told(Step.DOWNLOAD, false, new KeepFailure(FailureCode.NO_SPACE, "x", null)))
                .isEqualTo("download-failed ");
        assertThat(told(Step.VERIFY, false, new KeepFailure(FailureCode.IN_USE, "x", null, "a.jar", "p")))
                .isEqualTo("apply-failed ");
        assertThat(told(Step.APPLY, false, new ApplyFailure(FailureCode.DISK, "x", null, "a.jar")))
                .isEqualTo("apply-failed ");
        assertThat(told(Step.REGISTER, false, new ApplyFailure(FailureCode.DISK, "x", null, "a")))
                .isEqualTo("version-store-failed ");
    }

    private String told(Step step, boolean waiting, UpdateFailure failure) {
        heard.clear();
        try (Reports reports = reports()) {
            UpdateRecord update = begin(reports);
            update.watching(Progress.SILENT).step(step);
            update.waiting(waiting);
            update.failed(failure);
        }
        assertThat(steps()).hasSize(3).startsWith("update-started").endsWith("update-ended");
        assertThat(text(heard.get(2), "result")).isEqualTo("failed");
        return steps().get(1) + " " + text(heard.get(1), "phase");
    }

    /** A37 */
    @Test
    void a_state_is_told_only_when_it_changes() {
        for (int i = 0; i < 3; i++) {
            try (Reports reports = reports()) {
                reports.state(Why.UPDATE_KNOWN, "", "1.1.0");
            }
        }
        try (Reports reports = reports()) {
            reports.state(Why.UP_TO_DATE, "", "");
        }
        sendAll();
        assertThat(heard.stream().map(report -> text(report, "why"))).containsExactly("update-known", "up-to-date");
        assertThat(text(heard.get(0), "offered")).isEqualTo("1.1.0");
    }

    /** A9: progress is live and never kept. */
    @Test
    void progress_is_told_now_or_never() throws Exception {
        try (Reports reports = reports()) {
            UpdateRecord update = begin(reports);
            Progress progress = update.watching(Progress.SILENT);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            while (heard.stream().noneMatch(report -> text(report, "step").equals("progress"))
                    && System.nanoTime() < deadline) {
                progress.bytes(50, 100);
                TimeUnit.MILLISECONDS.sleep(20);
            }
            update.succeeded();
        }
        assertThat(steps()).contains("progress").endsWith("update-ended");
        assertThat(kept()).isEmpty();
    }
}
