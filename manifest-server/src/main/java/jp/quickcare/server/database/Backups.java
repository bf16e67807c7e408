package jp.quickcare.server.database;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jp.quickcare.server.durable.DurableFiles;
import jp.quickcare.server.durable.FolderLock;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import org.jdbi.v3.core.Jdbi;

/**
 * Backups of a site's database, and its move to another. A backup is one SQLite file, whichever database it is of, and
 * can be brought back into either.
 */
public final class Backups {
    private static final String ENDING_OF_LOG = "-wal";
    private static final String ENDING_OF_INDEX = "-shm";
    private static final long BEAT_SECONDS = 8;

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
            if (!Files.isDirectory(folderOf(file))) {
                throw new NoSuchFileException(folderOf(file).toString());
            }
            Opening.requireUsable(data, location);
            remove(temporary);
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
            DurableFiles.flushFolder(folderOf(file));
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.writing", file), e);
        } catch (SQLException e) {
            throw Opening.refused(DatabaseFailure.of(new DatabaseLocation.Embedded(temporary), e));
        } finally {
            removeQuietly(temporary);
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
        if (!Files.isRegularFile(file)) {
            throw ServerFailure.badInput(Sentence.of("database.no-file", file));
        }
        Path temporary = data.resolve(".restored.db" + DurableFiles.TEMPORARY);
        try {
            DurableFiles.makeFolders(data);
            FolderLock.holding(data, "restore", () -> {
                remove(temporary);
                try {
                    DurableFiles.writePrivate(temporary, new byte[0]);
                    copyInto(file, temporary);
                    DatabaseLocation.Embedded copy = new DatabaseLocation.Embedded(temporary);
                    String identity = requireBackup(copy, file);
                    if (location instanceof DatabaseLocation.Embedded embedded) {
                        replace(embedded, temporary);
                    } else {
                        requireNobody(location);
                        Opening.migrate(location);
                        copy(copy, location, false);
                    }
                    Opening.remember(data, identity);
                    return identity;
                } finally {
                    removeQuietly(temporary);
                }
            });
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.restoring", file), e);
        }
    }

    /** Of an older server, too: it gets today's tables. */
    private static String requireBackup(DatabaseLocation.Embedded copy, Path file) throws ServerFailure, IOException {
        Optional<String> identity;
        boolean intact;
        try {
            Opening.requireSound(copy, Long.MAX_VALUE);
            identity = Jdbi.create(Pools.source(copy)).withHandle(Opening::findIdentity);
            intact = BackupDigest.takeAndCheck(copy);
            Opening.migrate(copy);
        } catch (ServerFailure e) {
            throw new ServerFailure(FailureCode.DATABASE, Sentence.of("database.unsound", file), e);
        } catch (SQLException noSuchTable) {
            throw new ServerFailure(FailureCode.DATABASE, Sentence.of("database.no-backup", file), noSuchTable);
        } catch (org.jdbi.v3.core.JdbiException noSuchTable) {
            throw new ServerFailure(FailureCode.DATABASE, Sentence.of("database.no-backup", file), noSuchTable);
        }
        if (!intact) {
            throw new ServerFailure(FailureCode.DATABASE, Sentence.of("database.altered", file));
        }
        return identity.orElseThrow(
                () -> new ServerFailure(FailureCode.DATABASE, Sentence.of("database.no-backup", file)));
    }

    private static void copyInto(Path file, Path there) throws IOException {
        try (java.io.OutputStream out = Files.newOutputStream(there)) {
            Files.copy(file, out);
        }
    }

    private static void replace(DatabaseLocation.Embedded location, Path restored) throws ServerFailure, IOException {
        // All of it into its one file, for its log must not be taken for that of the restored one.
        checkpoint(new DatabaseLocation.Embedded(restored));
        if (Files.exists(location.file())) {
            try {
                checkpoint(location);
            } catch (ServerFailure damaged) {
                // It goes anyway.
            }
        }
        DurableFiles.flush(restored);
        Files.deleteIfExists(beside(location.file(), ENDING_OF_LOG));
        Files.deleteIfExists(beside(location.file(), ENDING_OF_INDEX));
        DurableFiles.flushFolder(folderOf(location.file()));
        DurableFiles.moveIntoPlace(restored, location.file());
        DurableFiles.flushFolder(folderOf(location.file()));
    }

    private static void checkpoint(DatabaseLocation.Embedded location) throws ServerFailure {
        try (Connection connection = Pools.source(location).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            throw Opening.refused(DatabaseFailure.of(location, e));
        }
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

    private static long copy(DatabaseLocation from, DatabaseLocation to, boolean onlyIntoEmpty) throws ServerFailure {
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

    /** With several servers the lock of one folder says nothing of the others; that they write their beat does. */
    private static void requireNobody(DatabaseLocation location) throws ServerFailure {
        Jdbi jdbi = Jdbi.create(Pools.source(location));
        try {
            Map<String, Long> before = beats(jdbi);
            if (before.isEmpty()) {
                return;
            }
            TimeUnit.SECONDS.sleep(BEAT_SECONDS);
            if (!beats(jdbi).equals(before)) {
                throw new ServerFailure(FailureCode.BUSY, Sentence.of("database.in-use", location));
            }
        } catch (org.jdbi.v3.core.JdbiException noTablesYet) {
            if (DatabaseFailure.of(location, noTablesYet).kind() != DatabaseFailure.Kind.OTHER) {
                throw Opening.refused(DatabaseFailure.of(location, noTablesYet));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, Long> beats(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT id, beat FROM server")
                .reduceRows(new java.util.HashMap<>(), (all, row) -> {
                    all.put(row.getColumn("id", String.class), row.getColumn("beat", Long.class));
                    return all;
                }));
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private static void remove(Path temporary) throws IOException {
        for (String ending : new String[] {"", ENDING_OF_LOG, ENDING_OF_INDEX}) {
            Files.deleteIfExists(beside(temporary, ending));
        }
    }

    private static void removeQuietly(Path temporary) {
        try {
            remove(temporary);
        } catch (FileSystemException gone) {
            // The next backup or restore removes it.
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Path folderOf(Path file) {
        return java.util.Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
    }
}
