package jp.quickcare.benchmarks.server;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jp.quickcare.benchmarks.serve.Ports;

/**
 * Debian's PostgreSQL as it comes, in a folder and a process of its own on a free port of 127.0.0.1; run by root it is
 * {@code nobody}'s, for it refuses to be root's.
 */
final class Postgres implements Closeable, SiteDatabase {
    private static final String USER = "benchmark";
    private static final String DATABASE = "site";
    private static final int PATIENCE_TRIES = 300;

    private final Path programs;
    private final Path folder;
    private final int port;
    private final Process process;

    private Postgres(Path programs, Path folder, int port, Process process) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Starts one with an empty database. */
    static Postgres start() throws IOException, InterruptedException {
        Path programs = programs();
        Path folder = Files.createTempDirectory("quickcare-postgres");
        // For whoever it runs as; nothing in it is anybody's secret.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        String data = folder.resolve("data").toString();
        run(
                folder,
                programs.resolve("initdb"),
                "-D",
                data,
                "-U",
                USER,
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8");
        int port = Ports.free();
        Process process =
                begin(folder, programs.resolve("postgres"), "-D", data, "-h", "127.0.0.1", "-p", "" + port, "-k", "");
        Postgres started = new Postgres(programs, folder, port, process);
        started.awaitAnswer();
        started.tool("createdb", DATABASE);
        return started;
    }

    private static Path programs() throws IOException {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Path::compareTo)
                    .orElseThrow(() -> new IOException("Debian's postgresql is not installed"));
        }
    }

    private static Process begin(Path folder, Path program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name", "").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private static void run(Path folder, Path program, String... arguments) throws IOException, InterruptedException {
        if (begin(folder, program, arguments).waitFor() != 0) {
            throw new IOException(program + " failed: " + Files.readString(folder.resolve("log")));
        }
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        for (int i = 0; i < PATIENCE_TRIES && process.isAlive(); i++) {
            if (begin(folder, programs.resolve("pg_isready"), "-h", "127.0.0.1", "-p", "" + port)
                            .waitFor()
                    == 0) {
                return;
            }
            Thread.sleep(100);
        }
        close();
        throw new IOException("PostgreSQL did not start: " + Files.readString(folder.resolve("log")));
    }

    private void tool(String name, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("-h", "127.0.0.1", "-p", "" + port, "-U", USER));
        all.addAll(List.of(arguments));
        run(folder, programs.resolve(name), all.toArray(String[]::new));
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public void use(BenchedSite site) throws IOException {
        site.set("database", "postgresql://127.0.0.1:" + port + "/" + DATABASE);
        site.set("databaseUser", USER);
    }

    @Override
    public void fill(BenchedSite site, Registered registered) throws IOException, InterruptedException {
        Path statements = folder.resolve("fill.sql");
        Files.writeString(statements, "BEGIN;\n" + registered.sql() + ";\nCOMMIT;\n", StandardCharsets.UTF_8);
        tool("psql", "-d", DATABASE, "-v", "ON_ERROR_STOP=1", "-q", "-f", statements.toString());
        // Marks what is on its pages as it would be after a while, in the background.
        tool("psql", "-d", DATABASE, "-q", "-c", "VACUUM");
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
