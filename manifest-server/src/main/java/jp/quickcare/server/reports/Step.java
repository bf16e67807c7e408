package jp.quickcare.server.reports;

import jp.quickcare.server.clients.ClientRows;
import jp.quickcare.server.records.Progress;
import jp.quickcare.server.records.RecordRows;
import jp.quickcare.server.records.Result;
import jp.quickcare.server.systemlog.Category;
import jp.quickcare.server.systemlog.Message;
import jp.quickcare.server.systemlog.Severity;

/** What a report says. */
sealed interface Step {
    /** An update begins. */
    record Started(RecordRows.Start start) implements Step {}

    /** How far it is; lives in memory. */
    record Going(Progress progress) implements Step {}

    /** Something went wrong, and either the user went on, or it ended the update. */
    record Trouble(Severity severity, Category category, Message message) implements Step {}

    /** Of the Java beside the application a delta was of no use; no update of the application, so of no record. */
    record OfRuntime(Message message) implements Step {}

    /** An update has ended. */
    record Ended(Result result, String release) implements Step {}

    /** A release did not come up and was put back (SPEC A33). */
    record RolledBack(String manifest, String release, String to) implements Step {}

    /** Why the PC runs what it runs (SPEC A37). */
    record State(ClientRows.Reason reason) implements Step {}
}
