package jp.quickcare.server.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import jp.quickcare.server.durable.DurableFiles;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Sees to it that a database is sound, ours, and has today's tables. A site remembers the identity of its database in
 * a file beside it, so that one that has vanished is told, and never silently replaced by an empty one.
 */
final class Opening {
    private static final String IDENTITY = "database.id";
    /** Larger files are checked by backup and restore only, so that a start does not take minutes. */
    private static final long CHECKED_AT_START_BYTES = 128L * 1024 * 1024;

    private Opening() {}

    static void prepare(Path folder, DatabaseLocation location) throws ServerFailure {
        try {
            DurableFiles.makeFolders(folder);
            Optional<String> known = identity(folder);
            requireUsable(folder, location, known);
            migrate(location);
            String identity = Jdbi.create(Pools.source(location)).inTransaction(Opening::findOrMakeIdentity);
            if (known.isEmpty()) {
                remember(folder, identity);
            }
        } catch (IOException e) {
            throw ServerFailure.disk(Sentence.of("attempt.opening", location), e);
        } catch (JdbiException e) {
            throw refused(DatabaseFailure.of(location, e));
        }
    }

    /** @throws ServerFailure it is not the database that the site has had, or is damaged; nothing is changed */
    static void requireUsable(Path folder, DatabaseLocation location) throws ServerFailure, IOException {
        Optional<String> known = identity(folder);
        if (known.isEmpty()) {
            throw ServerFailure.badInput(Sentence.of("database.none", folder));
        }
        requireUsable(folder, location, known);
    }

    private static void requireUsable(Path folder, DatabaseLocation location, Optional<String> known)
            throws ServerFailure, IOException {
        requireThere(folder, location, known);
        requireSound(location, CHECKED_AT_START_BYTES);
        if (known.isPresent()) {
            requireSame(folder, location, Pools.source(location), known.get());
        }
    }

    static Optional<String> identity(Path folder) throws IOException {
        Path file = folder.resolve(IDENTITY);
        return Files.exists(file)
                ? Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip())
                : Optional.empty();
    }

    static void remember(Path folder, String identity) throws IOException {
        DurableFiles.write(folder.resolve(IDENTITY), (identity + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void requireThere(Path folder, DatabaseLocation location, Optional<String> known)
            throws ServerFailure {
        if (known.isPresent()
                && location instanceof DatabaseLocation.Embedded embedded
                && !Files.exists(embedded.file())) {
            throw new ServerFailure(
                    FailureCode.DATABASE, Sentence.of("database.gone", location, folder.resolve(IDENTITY)));
        }
    }

    /** @throws ServerFailure SQLite finds the file damaged, or it is none of SQLite's */
    static void requireSound(DatabaseLocation location, long largestBytes) throws ServerFailure, IOException {
        if (!(location instanceof DatabaseLocation.Embedded embedded) || !Files.exists(embedded.file())) {
            return;
        }
        String pragma = Files.size(embedded.file()) <= largestBytes ? "PRAGMA quick_check(1)" : "PRAGMA schema_version";
        try (Connection connection = Pools.source(location).getConnection();
                java.sql.Statement statement = connection.createStatement();
                java.sql.ResultSet result = statement.executeQuery(pragma)) {
            String said = result.next() ? result.getString(1) : "";
            if (pragma.contains("check") && !said.equals("ok")) {
                throw new ServerFailure(
                        FailureCode.DATABASE,
                        Sentence.of(
                                "database.damaged",
                                location,
                                said.lines().findFirst().orElse("")));
            }
        } catch (SQLException e) {
            throw refused(DatabaseFailure.of(location, e));
        }
    }

    private static void requireSame(Path folder, DatabaseLocation location, DataSource source, String known)
            throws ServerFailure {
        Optional<String> found = Jdbi.create(source).withHandle(handle -> {
            try {
                return findIdentity(handle);
            } catch (JdbiException noSuchTable) {
                if (DatabaseFailure.of(location, noSuchTable).kind() != DatabaseFailure.Kind.OTHER) {
                    throw noSuchTable;
                }
                return Optional.empty();
            }
        });
        if (!found.equals(Optional.of(known))) {
            throw new ServerFailure(
                    FailureCode.DATABASE, Sentence.of("database.other", location, folder.resolve(IDENTITY)));
        }
    }

    /** Brings its tables up to date. */
    static void migrate(DatabaseLocation location) throws ServerFailure {
        try {
            Flyway.configure()
                    .dataSource(Pools.source(location))
                    .locations("classpath:jp/quickcare/server/database")
                    // Begins the lines that are for PostgreSQL alone.
                    .placeholders(
                            Map.of("postgresql", location instanceof DatabaseLocation.Shared ? "" : "-- not here: "))
                    // A change that this server does not know was made by a newer one.
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
        } catch (FlywayValidateException e) {
            throw new ServerFailure(FailureCode.DATABASE, Sentence.of("database.newer", location), e);
        } catch (FlywayException e) {
            DatabaseFailure failure = DatabaseFailure.of(location, e);
            if (failure.getMessage() != null && String.valueOf(e.getMessage()).contains("non-empty schema")) {
                throw new ServerFailure(FailureCode.DATABASE, Sentence.of("database.foreign", location), e);
            }
            throw refused(failure);
        }
    }

    static Optional<String> findIdentity(Handle handle) {
        return handle.createQuery("SELECT value FROM site WHERE name = 'identity'")
                .mapTo(String.class)
                .findOne();
    }

    private static String findOrMakeIdentity(Handle handle) {
        handle.createUpdate("INSERT INTO site (name, value) VALUES ('identity', :value) ON CONFLICT DO NOTHING")
                .bind("value", UUID.randomUUID().toString())
                .execute();
        return findIdentity(handle).orElseThrow();
    }

    static ServerFailure refused(DatabaseFailure failure) {
        FailureCode code = failure.kind() == DatabaseFailure.Kind.FULL ? FailureCode.DISK : FailureCode.DATABASE;
        return new ServerFailure(code, failure.sentence(), failure);
    }
}
