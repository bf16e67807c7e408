package jp.quickcare.server.serve;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import jp.quickcare.server.failure.ServerFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve}: answers the PCs of a site until it is told to end. */
@Command(
        name = "serve",
        description = "Serves a site (or any folder with a repository in it) over HTTP until it is ended.")
public final class ServeCommand implements Callable<Integer> {
    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "The site's folder, or a repository.")
    private Path dir = Path.of("");

    @Option(names = "--port", paramLabel = "PORT", description = "Instead of the setting \"port\"; 0 takes a free one.")
    private @Nullable Integer port;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "Instead of the setting \"bind\".")
    private @Nullable String bind;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For the command line, which fills in the options. */
    public ServeCommand() {}

    @Override
    public Integer call() throws ServerFailure, InterruptedException {
        if (port != null && (port < 0 || port > 65_535)) {
            throw ServerFailure.badInput("--port " + port + " is not allowed; it is a whole number from 0 to 65535");
        }
        Path repository = repository();
        ServeSettings settings =
                ServeSettings.read(dir.resolve("manifest-server.properties")).with(port, bind);
        RepositoryServer server = RepositoryServer.start(repository, settings);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        spec.commandLine().getOut().println("Serving " + repository + " at " + url(server.address()));
        spec.commandLine().getOut().flush();
        // Only the end of the process ends it.
        new CountDownLatch(1).await();
        return 0;
    }

    private Path repository() throws ServerFailure {
        if (Files.isDirectory(dir.resolve("repository"))) {
            return dir.resolve("repository");
        }
        if (Files.isDirectory(dir.resolve("release")) || Files.isDirectory(dir.resolve("objects"))) {
            return dir;
        }
        throw ServerFailure.badInput(
                "There is no repository in " + dir.toAbsolutePath() + "; \"manifest-server init\" begins one.");
    }

    private static String url(InetSocketAddress address) {
        String host = address.getAddress().isAnyLocalAddress() ? "localhost" : address.getHostString();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + "/";
    }
}
