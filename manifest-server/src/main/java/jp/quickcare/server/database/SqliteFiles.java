package jp.quickcare.server.database;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import jp.quickcare.server.failure.ServerFailure;

/** The files of an embedded database: itself, its log, the index of that. */
final class SqliteFiles {
    private static final String ENDING_OF_LOG = "-wal";
    private static final String ENDING_OF_INDEX = "-shm";

    private SqliteFiles() {}

    /** Brings all of it into its one file. */
    static void checkpoint(DatabaseLocation.Embedded location) throws ServerFailure {
        try (Connection connection = Pools.source(location).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            throw Opening.refused(DatabaseFailure.of(location, e));
        }
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    /** Removes a database. */
    static void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
        removeBeside(file);
    }

    /** Removes what SQLite keeps beside a database. */
    static void removeBeside(Path file) throws IOException {
        Files.deleteIfExists(beside(file, ENDING_OF_LOG));
        Files.deleteIfExists(beside(file, ENDING_OF_INDEX));
    }

    /** The same at the end of what used it for a while. */
    static void removeQuietly(Path temporary) {
        try {
            remove(temporary);
        } catch (FileSystemException gone) {
            // The next backup or restore removes it.
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The folder of a file. */
    static Path folderOf(Path file) {
        return java.util.Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
    }
}
