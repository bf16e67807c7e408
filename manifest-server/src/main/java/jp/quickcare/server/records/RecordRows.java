package jp.quickcare.server.records;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import jp.quickcare.server.clients.ClientInfo;
import jp.quickcare.server.clients.ClientRows;
import jp.quickcare.server.database.Sequence;
import org.jdbi.v3.core.Handle;

/** The rows of updates, written as a part of a larger transaction. */
public final class RecordRows {
    static final String COLUMNS = "id, client, update_id, pc, login, app, channel, platform, release, manifest,"
            + " from_release, mode, ordinal, started, ended, phase, done_bytes, total_bytes, told_result, warnings, errors";

    /** In place of a result, of an update of which nothing more was heard. */
    static final String VANISHED = "vanished";

    private static final int MOST_OPEN = 8;

    private RecordRows() {}

    /**
     * What an update is when it begins.
     *
     * @param mode {@code new}, {@code differential} or {@code full}
     * @param bytes to bring
     */
    public record Start(String mode, String release, String manifest, String from, long bytes) {}

    /**
     * What is counted of an update.
     *
     * @param ended whether it has ended
     */
    public record Standing(String release, boolean ended, Result result) {}

    /** The record of an update, if there is one. */
    public static Optional<Long> find(Handle handle, String client, String update) {
        return handle.createQuery("SELECT id FROM update_record WHERE client = :client AND update_id = :update")
                .bind("client", client)
                .bind("update", update)
                .mapTo(Long.class)
                .findOne();
    }

    /** The record of an update, made with the first report of it, whichever that is. The PC's row has to be there. */
    public static long findOrMake(Handle handle, ClientInfo client, String update, Instant now) {
        Optional<Long> known = find(handle, client.id(), update);
        if (known.isPresent()) {
            return known.get();
        }
        long id = Sequence.take(handle, "record", 1);
        handle.createUpdate(
                        "INSERT INTO update_record (" + COLUMNS + ", heard) VALUES (:id, :client, :update, :pc,"
                                + " :login, :app, :channel, :platform, '', '', '', '', :ordinal, :now, 0, '', 0, 0, '', 0, 0, :now)")
                .bind("id", id)
                .bind("client", client.id())
                .bind("update", update)
                .bind("pc", client.pc())
                .bind("login", client.user())
                .bind("app", client.app())
                .bind("channel", client.channel())
                .bind("platform", client.platform())
                .bind("ordinal", ClientRows.nextUpdate(handle, client.id()))
                .bind("now", now.toEpochMilli())
                .execute();
        endSurplus(handle, client.id());
        return id;
    }

    /**
     * A PC has one update at a time; of one that begins more and more, the oldest are not waited for. The signs keep the
     * databases from looking through what all PCs do now, instead of through the few updates of this one.
     */
    private static void endSurplus(Handle handle, String client) {
        handle.createUpdate("UPDATE update_record SET ended = heard, told_result = :vanished WHERE client = :client"
                        + " AND +ended = 0 AND +id <= (SELECT id FROM update_record WHERE client = :client"
                        + " AND +ended = 0 ORDER BY +id DESC LIMIT 1 OFFSET :most)")
                .bind("vanished", VANISHED)
                .bind("client", client)
                .bind("most", MOST_OPEN)
                .execute();
    }

    /** Takes a report in. @return whether it is new; one that came before changes nothing */
    public static boolean take(Handle handle, long record, long seq, Instant now) {
        boolean isNew =
                handle.createUpdate("INSERT INTO report (record_id, seq) VALUES (:record, :seq) ON CONFLICT DO NOTHING")
                                .bind("record", record)
                                .bind("seq", seq)
                                .execute()
                        > 0;
        if (isNew) {
            handle.createUpdate("UPDATE update_record SET heard = :now,"
                            + " ended = CASE WHEN told_result = 'vanished' THEN 0 ELSE ended END,"
                            + " told_result = CASE WHEN told_result = 'vanished' THEN '' ELSE told_result END"
                            + " WHERE id = :id")
                    .bind("now", now.toEpochMilli())
                    .bind("id", record)
                    .execute();
        }
        return isNew;
    }

    /** It has begun. */
    public static void start(Handle handle, long record, Start start, Instant when) {
        handle.createUpdate("UPDATE update_record SET mode = :mode, release = :release, manifest = :manifest,"
                        + " from_release = :from, total_bytes = CASE WHEN total_bytes = 0 THEN :bytes ELSE total_bytes END,"
                        + " started = :started WHERE id = :id")
                .bind("mode", start.mode())
                .bind("release", start.release())
                .bind("manifest", start.manifest())
                .bind("from", start.from())
                .bind("bytes", start.bytes())
                .bind("started", when.toEpochMilli())
                .bind("id", record)
                .execute();
    }

    /** A warning or an error came in. */
    public static void count(Handle handle, long record, int warnings, int errors) {
        handle.createUpdate("UPDATE update_record SET warnings = warnings + :warnings, errors = errors + :errors"
                        + " WHERE id = :id")
                .bind("warnings", warnings)
                .bind("errors", errors)
                .bind("id", record)
                .execute();
    }

    /** It has ended, as the PC says. */
    public static void end(Handle handle, long record, String result, String release, Progress progress, Instant when) {
        handle.createUpdate("UPDATE update_record SET told_result = :result, ended = :when,"
                        + " release = CASE WHEN release = '' THEN :release ELSE release END,"
                        + " phase = CASE WHEN :phase = '' THEN phase ELSE :phase END,"
                        + " done_bytes = CASE WHEN :total = 0 THEN done_bytes ELSE :done END,"
                        + " total_bytes = CASE WHEN :total = 0 THEN total_bytes ELSE :total END WHERE id = :id")
                .bind("result", result)
                .bind("when", when.toEpochMilli())
                .bind("release", release)
                .bind("phase", progress.phase())
                .bind("done", progress.doneBytes())
                .bind("total", progress.totalBytes())
                .bind("id", record)
                .execute();
    }

    /** How it stands, with all that came in so far. */
    public static Standing standing(Handle handle, long record) {
        return handle.createQuery(
                        "SELECT release, ended, told_result, warnings, errors FROM update_record WHERE id = :id")
                .bind("id", record)
                .map((row, context) -> new Standing(
                        row.getString("release"),
                        row.getLong("ended") > 0,
                        Result.of(row.getString("told_result"), row.getLong("warnings"), row.getLong("errors"))))
                .one();
    }

    static UpdateRecord record(ResultSet row) throws SQLException {
        long ended = row.getLong("ended");
        String told = row.getString("told_result");
        boolean vanished = told.equals(VANISHED);
        UpdateRecord.State state = ended == 0
                ? UpdateRecord.State.RUNNING
                : vanished ? UpdateRecord.State.VANISHED : UpdateRecord.State.ENDED;
        long warnings = row.getLong("warnings");
        long errors = row.getLong("errors");
        return new UpdateRecord(
                row.getLong("id"),
                row.getString("client"),
                row.getString("update_id"),
                row.getString("pc"),
                row.getString("login"),
                row.getString("app"),
                row.getString("channel"),
                row.getString("platform"),
                row.getString("release"),
                row.getString("manifest"),
                row.getString("from_release"),
                row.getString("mode"),
                row.getLong("ordinal"),
                Instant.ofEpochMilli(row.getLong("started")),
                ended == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended)),
                state,
                state == UpdateRecord.State.ENDED ? Optional.of(Result.of(told, warnings, errors)) : Optional.empty(),
                row.getString("phase"),
                row.getLong("done_bytes"),
                row.getLong("total_bytes"),
                warnings,
                errors);
    }
}
