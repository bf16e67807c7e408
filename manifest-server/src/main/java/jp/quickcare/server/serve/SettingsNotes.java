package jp.quickcare.server.serve;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.server.live.Changes;
import jp.quickcare.server.live.Topic;
import jp.quickcare.server.settings.LiveSettings;
import jp.quickcare.server.settings.SettingsProblem;
import jp.quickcare.server.systemlog.Category;
import jp.quickcare.server.systemlog.Message;
import jp.quickcare.server.systemlog.NewEntry;
import jp.quickcare.server.systemlog.Severity;
import jp.quickcare.server.systemlog.SystemLog;

/** Writes into the system log what an editor did to the settings (SPEC A10, A13). Nobody knows who it was. Thread-safe. */
final class SettingsNotes {
    private static final String PROGRAM = "server";

    private final LiveSettings settings;
    private final SystemLog log;
    private final Clock clock;
    private final Changes changes;

    SettingsNotes(LiveSettings settings, SystemLog log, Clock clock, Changes changes) {
        this.settings = settings;
        this.log = log;
        this.clock = clock;
        this.changes = changes;
    }

    void note(LiveSettings.Edit edit) {
        if (!settings.current().log().on() && !edit.endsLog()) {
            return;
        }
        Optional<SettingsProblem> problem = edit.problem();
        Message message = problem.isPresent()
                ? bad(problem.get())
                : new Message("admin.settings-file", Map.of("settings", String.join(", ", edit.changed())));
        Severity severity = problem.isPresent() ? Severity.WARNING : Severity.INFORMATION;
        log.add(
                new NewEntry(severity, Category.ADMINISTRATION, "", "", PROGRAM, "", 0, message),
                clock.instant(),
                () -> changes.changed(Topic.LOG));
    }

    private static Message bad(SettingsProblem problem) {
        return new Message(
                "admin.settings-file-bad",
                Map.of("reason", problem.in(Locale.ENGLISH), "reason.ja", problem.in(Locale.JAPANESE)));
    }
}
