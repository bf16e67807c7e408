package jp.quickcare.server.console;

import java.util.Locale;
import java.util.Map;
import jp.quickcare.server.live.Topic;
import jp.quickcare.server.settings.LiveSettings;
import jp.quickcare.server.systemlog.Category;
import jp.quickcare.server.systemlog.Message;
import jp.quickcare.server.systemlog.NewEntry;
import jp.quickcare.server.systemlog.Severity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what an administrator does, and from where: in the server's log file and the system log. Thread-safe. */
final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger("console");
    private static final String PROGRAM = "console";

    private final ConsoleParts parts;

    Journal(ConsoleParts parts) {
        this.parts = parts;
    }

    /** @param address of the administrator's computer */
    record Who(String address) {
        static Who of(Visit visit) {
            return new Who(visit.caller().address().getHostAddress());
        }
    }

    void note(Visit visit, String what, Map<String, String> facts) {
        note(Who.of(visit), Severity.INFORMATION, what, facts);
    }

    /** Of something that should be looked at. */
    void warn(Who who, String what, Map<String, String> facts) {
        note(who, Severity.WARNING, what, facts);
    }

    void note(Who who, String what, Map<String, String> facts) {
        note(who, Severity.INFORMATION, what, facts);
    }

    /** Other settings are in force now. */
    void settings(Visit visit, LiveSettings.Edit edit) {
        note(
                Who.of(visit),
                Severity.INFORMATION,
                "settings",
                Map.of("settings", String.join(", ", edit.changed())),
                edit.endsLog());
    }

    private void note(Who who, Severity severity, String what, Map<String, String> facts) {
        note(who, severity, what, facts, false);
    }

    /**
     * @param what the sentence, {@code admin.…}; its facts may be what somebody typed
     * @param last whether it is in the system log though that is off by now
     */
    private void note(Who who, Severity severity, String what, Map<String, String> facts, boolean last) {
        Message message = new Message("admin." + what, facts);
        LOG.info("{} ({})", message.text(Locale.ENGLISH), who.address());
        if (last || parts.settings().current().log().on()) {
            parts.known()
                    .log()
                    .add(
                            new NewEntry(severity, Category.ADMINISTRATION, who.address(), "", PROGRAM, "", 0, message),
                            parts.clock().instant(),
                            () -> parts.changes().changed(Topic.LOG));
        }
    }
}
