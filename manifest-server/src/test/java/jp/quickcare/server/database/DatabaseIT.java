package jp.quickcare.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.testing.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** F6: the same tables, the same SQL, the same behaviour on both databases. */
class DatabaseIT {
    @TempDir
    private Path site = Path.of("");

    /** F6 */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void what_was_written_is_there_when_it_is_opened_again(Engine engine) throws Exception {
        DatabaseLocation location = engine.location(site);
        try (Database database = Database.open(site.resolve("data"), location)) {
            database.write(handle -> Sequence.take(handle, "log", 5)).join();
        }
        try (Database database = Database.open(site.resolve("data"), location)) {
            long last = database.read(handle -> Sequence.last(handle, "log"));
            assertThat(last).isEqualTo(5);
            assertThat(database.write(handle -> Sequence.take(handle, "log", 2)).join())
                    .isEqualTo(6);
            assertThat(database.problem()).isEmpty();
        }
    }

    /** F6: one that fails takes no other with it. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void what_is_committed_together_fails_apart(Engine engine) throws Exception {
        try (Database database = engine.open(site)) {
            List<CompletableFuture<Long>> good = new ArrayList<>();
            List<CompletableFuture<Integer>> bad = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                good.add(database.write(handle -> Sequence.take(handle, "log", 1)));
                bad.add(database.write(handle -> handle.execute("INSERT INTO site (name, value) VALUES ('x', NULL)")));
            }
            assertThat(good.stream().map(CompletableFuture::join))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 50).boxed().toList());
            for (CompletableFuture<Integer> future : bad) {
                assertThatThrownBy(future::join)
                        .isInstanceOf(CompletionException.class)
                        .hasCauseInstanceOf(DatabaseFailure.class);
            }
            assertThat(database.problem())
                    .as("a mistake of one is no trouble of the database")
                    .isEmpty();
        }
    }

    private void requireRefused(DatabaseLocation location, String... words) {
        assertThatThrownBy(() -> Database.open(site.resolve("data"), location).close())
                .isInstanceOfSatisfying(
                        ServerFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.DATABASE))
                .message()
                .contains(words);
    }

    /** F6: a database of a newer server is left as it is. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_newer_database_is_refused(Engine engine) throws Exception {
        DatabaseLocation location = engine.location(site);
        try (Database database = Database.open(site.resolve("data"), location)) {
            database.write(handle -> handle.execute("INSERT INTO flyway_schema_history (installed_rank, version,"
                            + " description, type, script, checksum, installed_by, execution_time, success) VALUES"
                            + " (999, '999', 'later', 'SQL', 'V999__later.sql', 1, 'x', 1, TRUE)"))
                    .join();
        }
        requireRefused(location, "made by another version");
    }

    /** F6: tables of somebody else's are not touched. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_database_of_another_program_is_refused(Engine engine) throws Exception {
        DatabaseLocation location = engine.location(site);
        Files.createDirectories(site.resolve("data"));
        try (Connection connection = Pools.source(location).getConnection();
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE invoice (number INTEGER)");
        }
        requireRefused(location, "not this server's");
    }

    /** F6: nothing vanishes silently. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void another_database_than_the_site_has_had_is_refused(Engine engine) throws Exception {
        engine.open(site).close();
        DatabaseLocation other = engine == Engine.SQLITE
                ? new DatabaseLocation.Embedded(site.resolve("data/other.db"))
                : engine.location(site);
        if (other instanceof DatabaseLocation.Embedded embedded) {
            Database.open(site.resolve("elsewhere"), other).close();
            assertThat(embedded.file()).exists();
        }
        requireRefused(other, "not the one that this site has had");
    }

    /** F6: a vanished database is told, never replaced by an empty one. */
    @Test
    void a_vanished_database_is_refused_and_not_made_anew() throws Exception {
        DatabaseLocation location = Engine.SQLITE.location(site);
        Database.open(site.resolve("data"), location).close();
        Path file = site.resolve("data/quickcare.db");
        Files.delete(file);
        requireRefused(location, "is not there", "restore");
        assertThat(file).doesNotExist();
    }

    /** F6 */
    @Test
    void a_damaged_database_is_refused_and_left_as_it_is() throws Exception {
        DatabaseLocation location = Engine.SQLITE.location(site);
        Database.open(site.resolve("data"), location).close();
        Path file = site.resolve("data/quickcare.db");
        byte[] content = Files.readAllBytes(file);
        for (int from : new int[] {0, 4_096, content.length / 2}) {
            byte[] damaged = content.clone();
            java.util.Arrays.fill(damaged, from, from + 3_000, (byte) 0x5a);
            Files.write(file, damaged);
            requireRefused(location, "restore");
            assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        }
        Files.write(file, content);
        Database.open(site.resolve("data"), location).close();
    }

    /** F6 */
    @Test
    void a_database_server_that_is_not_there_is_told() {
        requireRefused(
                new DatabaseLocation.Shared("127.0.0.1:1/none", "nobody", "secret-word"),
                "postgresql://127.0.0.1:1/none",
                "cannot be reached");
    }

    /** F6: the settings' form. */
    @Test
    void a_setting_that_names_no_database_is_refused() throws Exception {
        assertThat(DatabaseLocation.of(site, Optional.empty())).isInstanceOf(DatabaseLocation.Embedded.class);
        assertThat(DatabaseLocation.shared("postgresql://db/site", "u", "secret-word"))
                .asString()
                .contains("postgresql://db:5432/site")
                .doesNotContain("secret-word");
        for (String bad :
                List.of("mysql://db/site", "postgresql://db", "postgresql://u:p@db/site", "postgresql://db/a?b=c")) {
            assertThatThrownBy(() -> DatabaseLocation.shared(bad, "", ""))
                    .as(bad)
                    .isInstanceOf(ServerFailure.class);
        }
    }

    /** F6: what is committed is flushed, so that it survives a power cut. */
    @Test
    void sqlite_flushes_each_commit_and_keeps_a_write_ahead_log() throws Exception {
        DatabaseLocation location = Engine.SQLITE.location(site);
        try (Database database = Database.open(site.resolve("data"), location)) {
            assertThat(database.write(handle -> handle.createQuery("PRAGMA synchronous")
                                    .mapTo(Integer.class)
                                    .one())
                            .join())
                    .isEqualTo(2);
            String journal = database.read(handle -> handle.createQuery("PRAGMA journal_mode")
                    .mapTo(String.class)
                    .one());
            assertThat(journal).isEqualTo("wal");
            assertThatThrownBy(() -> database.read(handle -> handle.execute("DELETE FROM site")))
                    .as("who reads cannot write")
                    .isInstanceOf(DatabaseFailure.class);
        }
    }
}
