package jp.quickcare.benchmarks.subject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.quickcare.benchmarks.application.GeneratedApplication;
import jp.quickcare.benchmarks.measure.Command;

/** This product as a user has it: the packaged server and the packaged launcher, driven by their commands. */
public final class QuickCareSubject implements Subject {
    /** Name in tables and JSON. */
    public static final String NAME = "quickcare";

    private static final String APPLICATION = "care";
    private static final String SERVER_OPTIONS = "MANIFEST_SERVER_JAVA_OPTIONS";

    private final Path work;
    private final Path root;
    private final Front server;
    private final String serverOptions;
    private final List<String> publishOptions;
    private boolean initialised;

    /**
     * Makes the subject.
     *
     * @param work an empty folder of its own
     * @param root of the source tree, with everything packaged
     * @param serverOptions JVM options of the manifest server, separated by spaces
     * @param publishOptions more options of {@code publish}
     * @throws IOException if something is not packaged, or no port is free
     */
    public QuickCareSubject(Path work, Path root, String serverOptions, List<String> publishOptions)
            throws IOException {
        this.work = work;
        this.root = root;
        this.serverOptions = serverOptions;
        this.publishOptions = List.copyOf(publishOptions);
        for (String program : List.of(serverProgram(), launcherProgram())) {
            if (!Files.isExecutable(Path.of(program))) {
                throw new IOException("Not built: there is no " + program + ".");
            }
        }
        Map<String, String> environment = Map.of(SERVER_OPTIONS, serverOptions);
        this.server = new Front(port -> new SiteServer(serverProgram(), site(), environment, port));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void offer(GeneratedApplication release) throws IOException, InterruptedException {
        if (!initialised) {
            manage("init", "vendor", "--dir", vendor().toString(), "--app", APPLICATION);
            manage(
                    "init",
                    "site",
                    "--dir",
                    site().toString(),
                    "--vendor-root",
                    vendorRoot().toString());
            prepare();
            initialised = true;
        }
        String version = release.version() + ".0";
        Path releaseFile = Files.writeString(work.resolve("release.json"), releaseFile(release));
        var publish = new ArrayList<>(List.of(
                "publish",
                "--dir",
                vendor().toString(),
                "--app",
                APPLICATION,
                "--version",
                version,
                "--platform",
                "linux-x64",
                "--from",
                release.folder().toString(),
                "--release-file",
                releaseFile.toString()));
        publish.addAll(publishOptions);
        manage(publish.toArray(String[]::new));
        manage(
                "import",
                "--dir",
                site().toString(),
                "--from",
                vendor().resolve("repository").toString());
        manage(
                "offer",
                "--dir",
                site().toString(),
                "--app",
                APPLICATION,
                "--channel",
                "QC",
                "--version",
                version,
                "--mode",
                "optional");
    }

    private static String releaseFile(GeneratedApplication release) {
        String jars = release.jars().stream().map(jar -> '"' + jar + '"').collect(Collectors.joining(", "));
        return """
                {"launch": {"kind": "java", "ownProcess": false, "mainClass": "%s", "classPath": [%s],
                            "jvmOptions": [], "arguments": [], "well": {"reports": false, "withinSeconds": 1}},
                 "shortcuts": [], "minLauncher": "1.0.0"}
                """.formatted(release.mainClass(), jars);
    }

    @Override
    public void server(ServerState state) throws IOException {
        server.become(state);
    }

    @Override
    public void prepare(Path client) throws IOException {
        Files.createDirectories(client);
    }

    @Override
    public Command install(Path client) {
        return installOnly(client).plus("--start");
    }

    /**
     * Returns the silent command by which IT installs the application, without the start after it.
     *
     * @param client a prepared folder
     * @return the command
     */
    public Command installOnly(Path client) {
        return command(
                client,
                packaged().resolve("bin/launcher").toString(),
                "install",
                "--home",
                home(client).toString(),
                "--staging",
                client.resolve("staging").toString(),
                "--silent");
    }

    /** What IT pushes: the launcher with the site's address and roots inside. */
    private void prepare() throws IOException, InterruptedException {
        Java.run(
                work,
                List.of(
                        launcherProgram(),
                        "package",
                        "--to",
                        packaged().toString(),
                        "--server",
                        server.url(),
                        "--app",
                        APPLICATION,
                        "--channel",
                        "QC",
                        "--platform",
                        "linux-x64",
                        "--site",
                        site().toString(),
                        "--no-shortcuts"),
                Map.of());
    }

    private Path packaged() {
        return work.resolve("package");
    }

    @Override
    public Command update(Path client) {
        return updateOnly(client).plus("--start");
    }

    /**
     * Returns the silent update, without the start after it.
     *
     * @param client a folder with the application installed
     * @return the command
     */
    public Command updateOnly(Path client) {
        return command(client, home(client).resolve("bin/launcher").toString(), "update", "--silent");
    }

    @Override
    public Command start(Path client) {
        return command(client, home(client).resolve("bin/start").toString());
    }

    @Override
    public Optional<Command> afterwards(Path client) {
        return Optional.of(command(client, home(client).resolve("bin/launcher").toString(), "archive", "--silent"));
    }

    /** Archives of class data are made when {@link #afterwards} says so, else they would be counted with what is before. */
    private static Command command(Path client, String... words) {
        return Command.of(client, words).with("QUICKCARE_ARCHIVES", "off");
    }

    @Override
    public Path application(Path client) {
        return home(client).resolve("app");
    }

    @Override
    public boolean waitsForSilentServer() {
        return false;
    }

    @Override
    public long lineBytes() {
        return server.lineBytes();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void manage(String... arguments) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(serverProgram()));
        words.addAll(List.of(arguments));
        Java.run(work, words, Map.of(SERVER_OPTIONS, serverOptions));
    }

    private static Path home(Path client) {
        return client.resolve("home");
    }

    private Path vendor() {
        return work.resolve("vendor");
    }

    private Path site() {
        return work.resolve("site");
    }

    private Path vendorRoot() {
        return vendor().resolve("repository/release/metadata/1.root.json");
    }

    private String serverProgram() {
        return root.resolve("manifest-server/manifest-server").toString();
    }

    private String launcherProgram() {
        return root.resolve("launcher/launcher").toString();
    }
}
