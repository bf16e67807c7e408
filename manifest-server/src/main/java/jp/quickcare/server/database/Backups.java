package jp.quickcare.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import jp.quickcare.server.durable.DurableFiles;
import jp.quickcare.server.durable.FolderLock;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;

/**
 * Backups of a site's database, and its move to another. A backup is one SQLite file, whichever database it is of, and
 * can be brought back into either.
 */
public final class Backups {
    private Backups() {}

    /**
     * Writes a backup, also while the server runs: all of one moment. It is checked before it has its name.
     *
     * @param data the site's {@code data} folder
     * @param file does not exist yet
     * @throws ServerFailure it exists ({@code BAD_INPUT}), the database cannot be used ({@code DATABASE}), or the file
     *     cannot be written ({@code DISK})
     */
    public static void backup(Path data, DatabaseLocation location, Path file) throws ServerFailure {
        if (Files.exists(file)) {
            throw ServerFailure.badInput(Sentence.of("database.exists", file));
        }
        Path temporary = DurableFiles.temporaryFor(file.toAbsolutePath());
        try {
            // Else SQLite would say of the backup that it is a database out of reach.
            if (!Files.isDirectory(SqliteFiles.folderOf(file))) {
                throw new NoSuchFileException(SqliteFiles.folderOf(file).toString());
            }
            Opening.requireUsable(data, location);
            SqliteFiles.remove(temporary);
            // It tells of people: nobody else reads it, from its first byte on.
            DurableFiles.writePrivate(temporary, new byte[0]);
            if (location instanceof DatabaseLocation.Embedded) {
                vacuum(location, temporary);
            } else {
                Opening.migrate(new DatabaseLocation.Embedded(temporary));
                copy(location, new DatabaseLocation.Embedded(temporary), false);
            }
            Opening.requireSound(new DatabaseLocation.Embedded(temporary), Long.MAX_VALUE);
            BackupDigest.put(new DatabaseLocation.Embedded(temporary));
            DurableFiles.flush(temporary);
            DurableFiles.moveIntoPlace(temporary, file);
            DurableFiles.flushFolder(SqliteFiles.folderOf(file));
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.writing", file), e);
        } catch (SQLException e) {
            throw Opening.refused(DatabaseFailure.of(new DatabaseLocation.Embedded(temporary), e));
        } finally {
            SqliteFiles.removeQuietly(temporary);
        }
    }

    private static void vacuum(DatabaseLocation location, Path file) throws ServerFailure {
        try (Connection connection = Pools.source(location).getConnection();
                java.sql.PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, file.toString());
            statement.execute();
        } catch (SQLException e) {
            throw Opening.refused(DatabaseFailure.of(new DatabaseLocation.Embedded(file), e));
        }
    }

    /**
     * Brings a backup back in place of what is there: whole or not at all.
     *
     * @param data the site's {@code data} folder
     * @throws ServerFailure the file is no sound backup ({@code DATABASE}), or a server uses the database ({@code BUSY})
     */
    public static void restore(Path data, DatabaseLocation location, Path file) throws ServerFailure {
        Restoring.restore(data, location, file);
    }

    /**
     * Copies the site's database into a PostgreSQL database that has none yet, and compares every row. The old one
     * stays as it is.
     *
     * @return how many rows there are
     * @throws ServerFailure a server uses either ({@code BUSY}), or one of them cannot be used; nothing was changed
     */
    public static long move(Path data, DatabaseLocation.Embedded from, DatabaseLocation.Shared to)
            throws ServerFailure {
        return FolderLock.holding(data, "database move", () -> {
            Opening.requireUsable(data, from);
            Opening.migrate(to);
            return copy(from, to, true);
        });
    }

    static long copy(DatabaseLocation from, DatabaseLocation to, boolean onlyIntoEmpty) throws ServerFailure {
        try (Connection source = Pools.source(from).getConnection();
                Connection target = Pools.source(to).getConnection()) {
            target.setAutoCommit(false);
            source.setAutoCommit(false);
            if (from instanceof DatabaseLocation.Shared) {
                source.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                source.setReadOnly(true);
            }
            if (onlyIntoEmpty && hasIdentity(target)) {
                throw ServerFailure.badInput(Sentence.of("database.taken", to));
            }
            long rows = Copying.copy(source, target);
            target.commit();
            source.rollback();
            return rows;
        } catch (SQLException e) {
            throw Opening.refused(DatabaseFailure.of(to, e));
        }
    }

    private static boolean hasIdentity(Connection target) throws SQLException {
        try (Statement statement = target.createStatement();
                java.sql.ResultSet row = statement.executeQuery("SELECT 1 FROM site WHERE name = 'identity'")) {
            return row.next();
        }
    }
}
