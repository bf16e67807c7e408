package jp.quickcare.benchmarks.subject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.quickcare.benchmarks.application.GeneratedApplication;
import jp.quickcare.benchmarks.measure.Command;

/** This product as a user has it: the packaged server and the packaged launcher, driven by their commands. */
public final class QuickCareSubject implements Subject {
    /** Name in tables and JSON. */
    public static final String NAME = "quickcare";

    private final Path work;
    private final Path root;
    private final QuickCareSite site;
    private final Front server;

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
        this.site = new QuickCareSite(work, root, serverOptions, publishOptions);
        for (String program : List.of(site.program(), launcherProgram())) {
            if (!Files.isExecutable(Path.of(program))) {
                throw new IOException("Not built: there is no " + program + ".");
            }
        }
        this.server = new Front(site::serve);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void offer(GeneratedApplication release) throws IOException, InterruptedException {
        if (site.begin()) {
            prepare();
        }
        site.offer(release);
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
                        QuickCareSite.APPLICATION,
                        "--channel",
                        QuickCareSite.CHANNEL,
                        "--platform",
                        "linux-x64",
                        "--site",
                        site.folder().toString(),
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

    private static Path home(Path client) {
        return client.resolve("home");
    }

    private String launcherProgram() {
        return root.resolve("launcher/launcher").toString();
    }
}
