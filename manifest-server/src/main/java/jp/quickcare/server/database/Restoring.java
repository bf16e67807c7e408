package jp.quickcare.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jp.quickcare.server.durable.DurableFiles;
import jp.quickcare.server.durable.FolderLock;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import org.jdbi.v3.core.Jdbi;

/** Brings a backup back, in place of whatever database a site has. */
final class Restoring {
    private static final long BEAT_SECONDS = 8;

    private Restoring() {}

    /**
     * Brings a backup back in place of what is there: whole or not at all.
     *
     * @param data the site's {@code data} folder
     * @throws ServerFailure the file is no sound backup ({@code DATABASE}), or a server uses the database ({@code BUSY})
     */
    static void restore(Path data, DatabaseLocation location, Path file) throws ServerFailure {
        if (!Files.isRegularFile(file)) {
            throw ServerFailure.badInput(Sentence.of("database.no-file", file));
        }
        Path temporary = data.resolve(".restored.db" + DurableFiles.TEMPORARY);
        try {
            DurableFiles.makeFolders(data);
            FolderLock.holding(data, "restore", () -> {
                SqliteFiles.remove(temporary);
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
                        Backups.copy(copy, location, false);
                    }
                    Opening.remember(data, identity);
                    return identity;
                } finally {
                    SqliteFiles.removeQuietly(temporary);
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
        SqliteFiles.checkpoint(new DatabaseLocation.Embedded(restored));
        if (Files.exists(location.file())) {
            try {
                SqliteFiles.checkpoint(location);
            } catch (ServerFailure damaged) {
                // It goes anyway.
            }
        }
        DurableFiles.flush(restored);
        SqliteFiles.removeBeside(location.file());
        DurableFiles.flushFolder(SqliteFiles.folderOf(location.file()));
        DurableFiles.moveIntoPlace(restored, location.file());
        DurableFiles.flushFolder(SqliteFiles.folderOf(location.file()));
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
}
