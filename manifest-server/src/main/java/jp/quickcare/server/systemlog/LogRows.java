package jp.quickcare.server.systemlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.server.database.Folded;
import jp.quickcare.server.database.Sequence;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rows of the log, written as a part of a larger transaction. */
public final class LogRows {
    static final String COLUMNS = "id, time, severity, category, pc, login, program, client, record_id, message, facts";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

    private LogRows() {}

    /** Adds entries, in this order, behind all that are there. */
    public static void add(Handle handle, List<NewEntry> entries, Instant now) {
        if (entries.isEmpty()) {
            return;
        }
        long id = Sequence.take(handle, "log", entries.size());
        PreparedBatch batch = handle.prepareBatch("INSERT INTO log_entry (" + COLUMNS
                + ", folded_pc, folded_login, folded) VALUES (:id, :time, :severity, :category, :pc, :login, :program,"
                + " :client, :record, :message, :facts, :foldedPc, :foldedLogin, :folded)");
        for (NewEntry entry : entries) {
            batch.bind("id", id++)
                    .bind("time", now.toEpochMilli())
                    .bind("severity", entry.severity().number())
                    .bind("category", entry.category().code())
                    .bind("pc", entry.pc())
                    .bind("login", entry.user())
                    .bind("program", entry.program())
                    .bind("client", entry.client())
                    .bind("record", entry.recordId())
                    .bind("message", entry.message().key())
                    .bind("facts", json(entry.message().facts()))
                    .bind("foldedPc", Folded.of(entry.pc()))
                    .bind("foldedLogin", Folded.of(entry.user()))
                    .bind("folded", searched(entry))
                    .add();
        }
        batch.execute();
    }

    private static String searched(NewEntry entry) {
        return Folded.of(String.join(
                "\n",
                entry.pc(),
                entry.user(),
                entry.message().text(Locale.ENGLISH),
                entry.message().text(Locale.JAPANESE)));
    }

    /** Takes the last entry of an update out, for it is written anew behind a late one. @return whether it was there */
    public static boolean removeEnd(Handle handle, long recordId) {
        return handle.createUpdate("DELETE FROM log_entry WHERE record_id = :record AND category = :category")
                        .bind("record", recordId)
                        .bind("category", Category.UPDATE_ENDED.code())
                        .execute()
                > 0;
    }

    /** Whether a PC has said just that already, of no update. */
    public static boolean contains(Handle handle, String client, Message message) {
        return handle
                .createQuery(
                        "SELECT facts FROM log_entry WHERE record_id = 0 AND client = :client AND message = :message")
                .bind("client", client)
                .bind("message", message.key())
                .mapTo(String.class)
                .stream()
                .anyMatch(told -> facts(told).equals(message.facts()));
    }

    static LogEntry entry(ResultSet row) throws SQLException {
        long update = row.getLong("record_id");
        return new LogEntry(
                row.getLong("id"),
                Instant.ofEpochMilli(row.getLong("time")),
                Severity.of(row.getInt("severity")),
                Category.ofCode(row.getString("category")),
                row.getString("pc"),
                row.getString("login"),
                row.getString("program"),
                row.getString("client"),
                update == 0 ? Optional.empty() : Optional.of(update),
                new Message(row.getString("message"), facts(row.getString("facts"))));
    }

    private static String json(Map<String, String> facts) {
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always JSON", e);
        }
    }

    private static Map<String, String> facts(String json) {
        try {
            return JSON.readValue(json, FACTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("written by this class, and now it reads " + json, e);
        }
    }
}
