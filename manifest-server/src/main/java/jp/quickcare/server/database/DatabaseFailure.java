package jp.quickcare.server.database;

import java.io.Serial;
import java.sql.SQLException;
import java.util.Locale;
import jp.quickcare.server.messages.Sentence;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The database did not do what was asked, and nothing of it is half done. The message is a sentence for the
 * administrator. Unchecked, because it comes out of futures; whoever answers a request answers 503.
 */
public final class DatabaseFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** What the administrator has to do about it. */
    public enum Kind {
        /** Free some space: nothing can be written, all can be read. */
        FULL,
        /** Start it again, or mend the network. */
        GONE,
        /** Restore a backup. */
        DAMAGED,
        /** Nothing: more is asked than can be written now. */
        BUSY,
        /** Report it. */
        OTHER
    }

    private final Kind kind;
    private final transient Sentence sentence;

    /** With its sentence. */
    DatabaseFailure(Kind kind, Sentence sentence, @Nullable Throwable cause) {
        super(sentence.in(Locale.ENGLISH), cause);
        this.kind = kind;
        this.sentence = sentence;
    }

    /**
     * What a failed statement means.
     *
     * @param where the database, for the sentence
     */
    static DatabaseFailure of(DatabaseLocation where, Throwable thrown) {
        if (thrown instanceof DatabaseFailure known) {
            return known;
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException failure) {
                return new DatabaseFailure(kind(failure), sentence(where, failure), thrown);
            }
        }
        return new DatabaseFailure(Kind.OTHER, Sentence.of("database.unusable", where, thrown), thrown);
    }

    private static Kind kind(SQLException failure) {
        if (failure instanceof SQLiteException embedded) {
            return kind(embedded.getResultCode());
        }
        String state = failure.getSQLState();
        if (state == null || state.startsWith("08") || state.startsWith("57P") || state.startsWith("28")) {
            return Kind.GONE;
        }
        if (state.startsWith("53")) {
            return state.equals("53300") ? Kind.GONE : Kind.FULL;
        }
        return state.startsWith("XX") ? Kind.DAMAGED : Kind.OTHER;
    }

    private static Kind kind(SQLiteErrorCode code) {
        String name = code.name();
        if (name.startsWith("SQLITE_FULL") || name.startsWith("SQLITE_IOERR") || name.startsWith("SQLITE_READONLY")) {
            return Kind.FULL;
        }
        if (name.startsWith("SQLITE_CORRUPT") || name.startsWith("SQLITE_NOTADB")) {
            return Kind.DAMAGED;
        }
        if (name.startsWith("SQLITE_CANTOPEN")) {
            return Kind.GONE;
        }
        return name.startsWith("SQLITE_BUSY") ? Kind.BUSY : Kind.OTHER;
    }

    private static Sentence sentence(DatabaseLocation where, SQLException failure) {
        String reason =
                String.valueOf(root(failure).getMessage()).lines().findFirst().orElse("");
        return switch (kind(failure)) {
            case FULL -> Sentence.of("database.full", where, reason);
            case GONE -> Sentence.of("database.unreachable", where, reason);
            case DAMAGED -> Sentence.of("database.broken", where, reason);
            case BUSY -> Sentence.of("database.busy", where, reason);
            case OTHER -> Sentence.of("database.refused", where, reason);
        };
    }

    /** The one that says why: around it are those that say what was tried. */
    private static Throwable root(SQLException failure) {
        Throwable root = failure;
        for (int i = 0; i < 10 && root.getCause() != null && root.getCause().getMessage() != null; i++) {
            root = root.getCause();
        }
        return root;
    }

    /** The same for somebody else, who is told it at another place. */
    DatabaseFailure again() {
        return new DatabaseFailure(kind, sentence, this);
    }

    /** What to do about it. */
    public Kind kind() {
        return kind;
    }

    /** What the administrator reads; the message of the exception is the same in English. */
    public Sentence sentence() {
        return sentence;
    }
}
