package jp.quickcare.server.serve;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.service.Ending;
import jp.quickcare.server.settings.LiveSettings;
import jp.quickcare.server.settings.ServerSettings;
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
    private static final int LARGEST_PORT = 65_535;

    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "The site's folder, or a repository.")
    private Path dir = Path.of("");

    @Option(names = "--port", paramLabel = "PORT", description = "Instead of the setting \"port\"; 0 takes a free one.")
    private @Nullable Integer port;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "Instead of the setting \"bind\".")
    private @Nullable String bind;

    private Ending ending = new Ending();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For the command line, which fills in the options. */
    public ServeCommand() {}

    /** Ends it in good order when somebody outside of it asks, as a service of Windows does. */
    public void endBy(Ending asked) {
        ending = asked;
    }

    @Override
    public Integer call() throws ServerFailure, InterruptedException {
        Path settingsFile = dir.resolve("manifest-server.properties");
        boolean site = Files.isRegularFile(settingsFile);
        Path repository = repository();
        // A folder without settings, such as a vendor's mirror, has the standard ones.
        LiveSettings live = site ? LiveSettings.watch(settingsFile) : LiveSettings.fixed(ServerSettings.STANDARD);
        ServerSettings settings = overridden(live.current());
        Optional<RunningSite> running =
                site ? Optional.of(RunningSite.open(ServerFolder.site(dir), live, ending)) : Optional.empty();
        RepositoryServer server = started(repository, settings, running);
        live.listen(server::settings);
        Runnable end = () -> {
            running.ifPresent(RunningSite::end);
            server.close(live.current().drain());
            running.ifPresent(RunningSite::close);
        };
        Thread hook = new Thread(end);
        Runtime.getRuntime().addShutdownHook(hook);
        if (site) {
            Freshness.keep(ServerFolder.site(dir), Clock.systemUTC());
        }
        Sentence address = server.tlsAddress()
                .map(tls -> Sentence.of(
                        "serve.two-addresses", url(server.address()), url(tls).replaceFirst("^http:", "https:")))
                .orElse(Sentence.verbatim(url(server.address())));
        spec.commandLine().getOut().println(Sentence.of("serve.started", repository, address));
        spec.commandLine().getOut().flush();
        // Only the end of the process ends it, or somebody who asks; what is under way ends first.
        int exitCode = ending.await();
        if (isMine(hook)) {
            end.run();
        }
        return exitCode;
    }

    /** Whether the process is not ending already, with the hook at work. */
    private static boolean isMine(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endsAlready) {
            return false;
        }
    }

    private static RepositoryServer started(Path repository, ServerSettings settings, Optional<RunningSite> running)
            throws ServerFailure {
        try {
            return RepositoryServer.start(
                    repository,
                    settings,
                    running.map(RunningSite::areas).orElse(List.of()),
                    running.map(RunningSite::desk),
                    answering -> running.map(site -> site.guarded(answering)).orElse(answering));
        } catch (ServerFailure e) {
            running.ifPresent(RunningSite::close);
            throw e;
        }
    }

    private ServerSettings overridden(ServerSettings settings) throws ServerFailure {
        int usedPort = port == null ? settings.port() : port;
        if (usedPort < 0 || usedPort > LARGEST_PORT) {
            throw ServerFailure.badInput(Sentence.of("serve.port", usedPort, LARGEST_PORT));
        }
        return settings.at(usedPort, bind == null ? settings.bind() : Optional.of(bind));
    }

    private Path repository() throws ServerFailure {
        if (Files.isDirectory(dir.resolve("repository"))) {
            return dir.resolve("repository");
        }
        if (Files.isDirectory(dir.resolve("release")) || Files.isDirectory(dir.resolve("objects"))) {
            return dir;
        }
        throw ServerFailure.badInput(Sentence.of("serve.no-repository", dir.toAbsolutePath()));
    }

    private static String url(InetSocketAddress address) {
        String host = address.getAddress().isAnyLocalAddress() ? "localhost" : address.getHostString();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + "/";
    }
}
