package jp.quickcare.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.quickcare.server.durable.FolderLock;
import jp.quickcare.server.testing.Commands;
import jp.quickcare.server.testing.Engine;
import jp.quickcare.server.testing.RunningServer;
import jp.quickcare.server.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** F6: backup, restore and move, of and into both databases, by the commands. */
class BackupIT {
    @TempDir
    private Path temp = Path.of("");

    private Path site() throws IOException {
        return new World(temp).initVendor().initSite().site();
    }

    private static DatabaseLocation use(Engine engine, Path site) throws Exception {
        DatabaseLocation location = engine.location(site);
        RunningServer.set(
                site,
                location instanceof DatabaseLocation.Shared shared
                        ? List.of("database=postgresql://" + shared.address(), "databaseUser=" + shared.user())
                        : List.of("database="));
        return location;
    }

    private static void remember(Database database, String pc, int from) {
        database.write(handle -> {
                    for (int i = from; i < from + 2_500; i++) {
                        handle.execute(
                                "INSERT INTO rolled_back (client, manifest, release, time) VALUES (?, ?, ?, ?)",
                                pc,
                                "manifest-" + i,
                                "記録「1.2」'\"\\",
                                1_800_000_000_000L + i);
                    }
                    return Sequence.take(handle, "log", 7);
                })
                .join();
    }

    private static List<String> all(Database database) {
        return database.read(handle -> handle.createQuery(
                        "SELECT client, manifest, release, time FROM rolled_back ORDER BY client, manifest")
                .map((row, context) -> row.getString(1) + row.getString(2) + row.getString(3) + row.getLong(4))
                .list());
    }

    /** F6 */
    @ParameterizedTest
    @CsvSource({"SQLITE,SQLITE", "SQLITE,POSTGRESQL", "POSTGRESQL,SQLITE", "POSTGRESQL,POSTGRESQL"})
    void a_backup_of_either_database_is_restored_into_either(Engine of, Engine into) throws Exception {
        Path site = site();
        Path backup = temp.resolve("backup.db");
        List<String> then;
        try (Database database = Database.open(site.resolve("data"), use(of, site))) {
            remember(database, "pc", 0);
            then = all(database);
            // While it is in use.
            Commands.run("backup", "--dir", site, backup).expect(0);
            remember(database, "later", 0);
        }
        Commands.run("backup", "--dir", site, backup).expect(2);
        assertThat(Commands.run("backup", "--dir", site, temp.resolve("nowhere/backup.db"))
                        .expect(7)
                        .err())
                .contains("nowhere");
        DatabaseLocation target = of == into ? locationIn(site) : use(into, site);
        assertThat(Commands.run("restore", "--dir", site, backup).expect(0).out())
                .contains("Restored");
        try (Database database = Database.open(site.resolve("data"), target)) {
            assertThat(all(database)).isEqualTo(then).hasSize(2_500);
            assertThat(database.write(handle -> Sequence.take(handle, "log", 1)).join())
                    .as("numbers go on where they were")
                    .isEqualTo(8);
        }
        try (Stream<Path> left = Files.list(site.resolve("data"))) {
            assertThat(left.map(file -> file.getFileName().toString()).filter(name -> name.contains(".tmp")))
                    .isEmpty();
        }
    }

    private static DatabaseLocation locationIn(Path site) throws Exception {
        return DatabaseLocation.of(
                site,
                jp.quickcare.server.settings.ServerSettings.read(site.resolve("manifest-server.properties"))
                        .database());
    }

    /** F6: what is no sound backup changes nothing. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_damaged_or_foreign_file_is_refused_and_nothing_changes(Engine engine) throws Exception {
        Path site = site();
        DatabaseLocation location = use(engine, site);
        Path backup = temp.resolve("backup.db");
        try (Database database = Database.open(site.resolve("data"), location)) {
            remember(database, "pc", 0);
            Commands.run("backup", "--dir", site, backup).expect(0);
        }
        byte[] whole = Files.readAllBytes(backup);
        Path bad = temp.resolve("bad.db");
        for (int from : new int[] {0, 5_000, whole.length / 2, whole.length - 4_000}) {
            byte[] damaged = whole.clone();
            java.util.Arrays.fill(damaged, from, from + 3_500, (byte) 0x5a);
            Files.write(bad, damaged);
            assertThat(Commands.run("restore", "--dir", site, bad).expect(12).err())
                    .contains("nothing was changed");
        }
        Files.write(bad, java.util.Arrays.copyOf(whole, whole.length / 2));
        Commands.run("restore", "--dir", site, bad).expect(12);
        Files.writeString(bad, "hello");
        Commands.run("restore", "--dir", site, bad).expect(12);
        Files.write(bad, new byte[0]);
        Commands.run("restore", "--dir", site, bad).expect(12);
        Commands.run("restore", "--dir", site, temp.resolve("none")).expect(2);
        try (Database database = Database.open(site.resolve("data"), location)) {
            assertThat(all(database)).hasSize(2_500);
        }
    }

    /** F6 */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void nothing_is_restored_under_a_running_server(Engine engine) throws Exception {
        Path site = site();
        use(engine, site);
        Path backup = temp.resolve("backup.db");
        try (RunningServer server = RunningServer.start(site)) {
            Commands.run("backup", "--dir", site, backup).expect(0);
            assertThat(Commands.run("restore", "--dir", site, backup).expect(10).err())
                    .contains("serve");
            assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
        }
        Commands.run("restore", "--dir", site, backup).expect(0);
    }

    /** F6: a vanished database comes back by a restore. */
    @Test
    void a_vanished_database_is_brought_back() throws Exception {
        Path site = site();
        DatabaseLocation location = use(Engine.SQLITE, site);
        Path backup = temp.resolve("backup.db");
        try (Database database = Database.open(site.resolve("data"), location)) {
            remember(database, "pc", 0);
            Commands.run("backup", "--dir", site, backup).expect(0);
        }
        Files.delete(site.resolve("data/quickcare.db"));
        Commands.run("backup", "--dir", site, temp.resolve("second.db")).expect(12);
        Commands.run("restore", "--dir", site, backup).expect(0);
        try (Database database = Database.open(site.resolve("data"), location)) {
            assertThat(all(database)).hasSize(2_500);
        }
    }

    /** F6: one command. */
    @Test
    void one_command_moves_a_site_to_postgresql() throws Exception {
        Path site = site();
        List<String> then;
        try (Database database = Database.open(site.resolve("data"), use(Engine.SQLITE, site))) {
            remember(database, "pc", 0);
            then = all(database);
        }
        DatabaseLocation.Shared target = (DatabaseLocation.Shared) Engine.POSTGRESQL.location(site);
        Object[] move = {
            "database", "move", "--dir", site, "--to", "postgresql://" + target.address(), "--user", target.user()
        };
        try (FolderLock running = FolderLock.take(site.resolve("data"), "serve")) {
            assertThat(running).isNotNull();
            Commands.run(move).expect(10);
        }
        assertThat(Commands.run(move).expect(0).out()).contains("compared");
        assertThat(Files.readString(site.resolve("manifest-server.properties"), StandardCharsets.UTF_8))
                .contains("database=postgresql://" + target.address());
        assertThat(site.resolve("data/quickcare.db")).doesNotExist();
        assertThat(site.resolve("data/quickcare.db.moved")).exists();
        try (Database database = Database.open(site.resolve("data"), locationIn(site))) {
            assertThat(database.isShared()).isTrue();
            assertThat(all(database)).isEqualTo(then);
        }
        Commands.run(move).expect(2);
        try (RunningServer server = RunningServer.start(site)) {
            assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
        }
    }

    /** F6: another site's database is not overwritten. */
    @Test
    void a_database_that_is_a_site_s_already_is_not_moved_into() throws Exception {
        Path site = site();
        Database.open(site.resolve("data"), use(Engine.SQLITE, site)).close();
        DatabaseLocation.Shared target = (DatabaseLocation.Shared) Engine.POSTGRESQL.location(site);
        try (Database other = Database.open(temp.resolve("other"), target)) {
            remember(other, "other", 0);
            assertThat(Commands.run(
                                    "database",
                                    "move",
                                    "--dir",
                                    site,
                                    "--to",
                                    "postgresql://" + target.address(),
                                    "--user",
                                    target.user())
                            .expect(2)
                            .err())
                    .contains("a site's already");
            assertThat(all(other)).hasSize(2_500);
        }
        assertThat(site.resolve("data/quickcare.db")).exists();
    }

    /** F6: no table is forgotten by a backup. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void every_table_is_kept_or_known_to_be_of_the_moment(Engine engine) throws Exception {
        try (Database database = engine.open(temp)) {
            String sql = engine == Engine.SQLITE
                    ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                    : "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
            List<String> tables = database.read(
                    handle -> handle.createQuery(sql).mapTo(String.class).list());
            Set<String> known = new TreeSet<>(Tables.MOMENTARY);
            known.add("flyway_schema_history");
            known.addAll(Tables.KEPT.stream().map(Tables.Table::name).collect(Collectors.toSet()));
            assertThat(tables).containsExactlyInAnyOrderElementsOf(known);
        }
    }

    /** F6: a bit that changed on a stick, or a name that somebody changed in it */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_backup_that_was_altered_is_refused_and_the_next_honest_one_is_restored(Engine engine) throws Exception {
        Path site = site();
        Path honest = temp.resolve("backup.db");
        try (Database database = Database.open(site.resolve("data"), use(engine, site))) {
            remember(database, "pc", 0);
        }
        Commands.run("backup", "--dir", site, honest).expect(0);
        assertThat(Files.getPosixFilePermissions(honest))
                .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        Path altered = Files.copy(honest, temp.resolve("altered.db"));
        try (java.sql.Connection sqlite = java.sql.DriverManager.getConnection("jdbc:sqlite:" + altered);
                java.sql.Statement statement = sqlite.createStatement()) {
            statement.execute("UPDATE rolled_back SET release = '9.9' WHERE manifest = 'manifest-7'");
        }
        assertThat(Commands.run("restore", "--dir", site, altered).expect(12).err())
                .contains("altered.db", "altered or damaged", "nothing was changed");
        Commands.run("restore", "--dir", site, honest).expect(0);
        try (Database database = Database.open(site.resolve("data"), locationIn(site))) {
            assertThat(all(database)).hasSize(2_500).noneMatch(row -> row.contains("9.9"));
            assertThat(database.<Integer>read(handle -> handle.createQuery("SELECT COUNT(*) FROM site")
                            .mapTo(Integer.class)
                            .one()))
                    .as("what is brought back is no backup")
                    .isEqualTo(1);
        }
    }
}
