package jp.quickcare.server.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import jp.quickcare.server.database.DatabaseLocation;
import org.jspecify.annotations.Nullable;

/**
 * Debian's PostgreSQL in a folder and a process of the test's own: on a free port of 127.0.0.1, without flushing the
 * disk, as {@code nobody} when the test runs as root, for PostgreSQL refuses to be root's.
 */
public final class Postgres implements AutoCloseable {
    private static final String USER = "tester";
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable Postgres shared;

    private final Path programs;
    private final Path folder;
    private final int port;
    private @Nullable Process process;

    private Postgres(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** The one of this test run; it ends with it. Skips the test where PostgreSQL is not installed. */
    public static synchronized Postgres shared() throws IOException, InterruptedException {
        if (shared == null) {
            shared = start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /** One of the test's own, which it may stop and start. */
    public static Postgres start() throws IOException, InterruptedException {
        Path programs = programs();
        Path folder = Files.createTempDirectory(
                Path.of("/tmp"),
                "quickcare-postgres",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx")));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Postgres postgres = new Postgres(programs, folder, FreePort.choose());
        Process init = postgres.run(
                programs.resolve("initdb").toString(),
                "-D",
                folder.resolve("data").toString(),
                "-U",
                USER,
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "-N");
        if (init.waitFor() != 0) {
            throw new AssertionError("initdb failed: " + Files.readString(folder.resolve("log")));
        }
        postgres.begin();
        return postgres;
    }

    private static Path programs() throws IOException {
        try (Stream<Path> versions = Files.isDirectory(Path.of("/usr/lib/postgresql"))
                ? Files.list(Path.of("/usr/lib/postgresql"))
                : Stream.empty()) {
            @Nullable
            Path found = versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Path::compareTo)
                    .orElse(null);
            assumeTrue(found != null, "needs Debian's postgresql");
            return java.util.Objects.requireNonNull(found);
        }
    }

    private Process run(String... command) throws IOException {
        List<String> all = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            all.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        all.addAll(List.of(command));
        return new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    /** Starts it again after {@link #end}. */
    public void begin() throws IOException, InterruptedException {
        process = run(
                programs.resolve("postgres").toString(),
                "-D",
                folder.resolve("data").toString(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-k",
                "",
                "-c",
                "fsync=off");
        for (int i = 0; i < 1_200; i++) {
            try {
                connect("postgres").close();
                return;
            } catch (SQLException notYet) {
                Thread.sleep(100);
            }
        }
        throw new AssertionError("PostgreSQL did not start: " + Files.readString(folder.resolve("log")));
    }

    /** Stops it at once, as a computer that is switched off. */
    public void end() throws InterruptedException {
        Process running = process;
        if (running != null) {
            // What a failed test left frozen hears nothing.
            thaw();
            // SIGQUIT ends it without ado; SIGKILL would leave its children.
            try {
                new ProcessBuilder("kill", "-QUIT", Long.toString(running.pid()))
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (!running.waitFor(60, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
            process = null;
        }
    }

    /** Has it do nothing any more, though the system takes connections for it, as one whose disk does not answer. */
    public void freeze() throws InterruptedException {
        Process running = running();
        // First the one that makes the others: then no further one can come while these are looked for.
        signal("-STOP", List.of(running.toHandle()));
        awaitStopped(running.pid());
        signal("-STOP", running.descendants().toList());
    }

    private static void awaitStopped(long pid) throws InterruptedException {
        try {
            // Behind the name in brackets: T for stopped.
            for (int i = 0;
                    i < 6_000
                            && !Files.readString(Path.of("/proc/" + pid + "/stat"))
                                    .contains(") T ");
                    i++) {
                Thread.sleep(10);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It goes on where it was. */
    public void thaw() throws InterruptedException {
        Process running = running();
        signal("-CONT", running.descendants().toList());
        signal("-CONT", List.of(running.toHandle()));
    }

    private Process running() {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("PostgreSQL does not run");
        }
        return running;
    }

    private static void signal(String signal, List<ProcessHandle> processes) throws InterruptedException {
        if (processes.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes.forEach(one -> command.add(Long.toString(one.pid())));
        try {
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new, empty database. */
    public DatabaseLocation.Shared database() throws SQLException {
        String name = "site" + DATABASES.incrementAndGet();
        try (Connection connection = connect("postgres");
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return new DatabaseLocation.Shared("127.0.0.1:" + port + "/" + name, USER, "");
    }

    private Connection connect(String name) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + name, USER, "");
    }

    @Override
    public void close() {
        try {
            end();
            Trees.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
