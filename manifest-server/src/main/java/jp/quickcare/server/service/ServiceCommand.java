package jp.quickcare.server.service;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.repository.ServerFolder;
import jp.quickcare.server.settings.ServerSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code service}: the server as a service of this machine (SPEC A1). */
@Command(
        name = "service",
        description =
                "Makes the server a service of this machine (\"QuickCare Server\"), starts, stops and removes it.",
        subcommands = {
            ServiceCommand.Install.class,
            ServiceCommand.Uninstall.class,
            ServiceCommand.Start.class,
            ServiceCommand.Stop.class,
            ServiceCommand.Status.class
        })
public final class ServiceCommand implements Runnable {
    /** Ends {@code service status} where the service does not run. */
    static final int STOPPED = 3;

    /** Ends {@code service status} where there is no such service. */
    static final int NOT_INSTALLED = 4;

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final long ASK_INTERVAL_MILLIS = 200;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For the command line. */
    public ServiceCommand() {}

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Which one? One of: " + String.join(", ", spec.subcommands().keySet()));
    }

    /** A command about one service. */
    private abstract static class OfService {
        private static final Pattern ALLOWED = Pattern.compile("[a-z][a-z0-9-]{0,62}");

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Option(
                names = "--name",
                paramLabel = "NAME",
                defaultValue = "quickcare-server",
                description = "The service's name; another one for each further site on this machine.")
        private String name = "";

        final String name() throws ServerFailure {
            if (!ALLOWED.matcher(name).matches()) {
                throw ServerFailure.badInput(Sentence.of("service.name", name));
            }
            return name;
        }

        final void say(Sentence sentence) {
            spec.commandLine().getOut().println(sentence);
        }
    }

    @Command(name = "install", description = "Makes the service; it starts with the computer from then on.")
    static final class Install extends OfService implements Callable<Integer> {
        @Option(names = "--dir", required = true, paramLabel = "FOLDER", description = "The site's folder.")
        private Path folder = Path.of("");

        @Option(
                names = "--user",
                paramLabel = "USER",
                description = "As whom it runs; whoever owns the site's folder when left out.")
        private @Nullable String user;

        @Option(names = "--manual", description = "It starts only by hand, not with the computer.")
        private boolean manual;

        @Override
        public Integer call() throws ServerFailure {
            ServerFolder site = ServerFolder.site(folder.toAbsolutePath().normalize());
            if (site.path().toString().chars().anyMatch(Character::isISOControl)) {
                throw ServerFailure.badInput(Sentence.of("service.control-characters"));
            }
            ServerSettings settings = ServerSettings.read(site.settings());
            ServiceDefinition definition = new ServiceDefinition(
                    name(),
                    PackagedProgram.path(),
                    site.path(),
                    Path.of(System.getProperty("java.home")),
                    Optional.ofNullable(user),
                    !manual,
                    settings.drain());
            SystemService services = SystemService.ofMachine();
            services.install(definition);
            say(Sentence.of(manual ? "service.installed-manual" : "service.installed", definition.name(), site.path()));
            List<Integer> ports = ports(settings);
            if (!ports.isEmpty()) {
                services.admit(definition.name(), ports).ifPresent(this::say);
            }
            return 0;
        }

        /** Those that other computers are to reach. */
        private static List<Integer> ports(ServerSettings settings) {
            boolean local = settings.bind()
                    .filter(bind -> bind.startsWith("127.") || bind.equals("::1") || bind.equals("localhost"))
                    .isPresent();
            if (local || settings.port() == 0) {
                return List.of();
            }
            return settings.tls()
                    .map(tls -> List.of(settings.port(), tls.port()))
                    .orElse(List.of(settings.port()));
        }
    }

    @Command(name = "uninstall", description = "Stops the service and removes it; the site's folder stays.")
    static final class Uninstall extends OfService implements Callable<Integer> {
        @Override
        public Integer call() throws ServerFailure {
            SystemService.ofMachine().uninstall(name());
            say(Sentence.of("service.removed", name()));
            return 0;
        }
    }

    @Command(name = "start", description = "Starts the service and waits until it answers.")
    static final class Start extends OfService implements Callable<Integer> {
        @Override
        public Integer call() throws ServerFailure, InterruptedException {
            SystemService services = SystemService.ofMachine();
            services.start(name());
            Path site = services.state(name()).site().orElseThrow();
            URI address = LocalServer.address(site);
            long deadline = System.nanoTime() + START_PATIENCE.toNanos();
            while (!LocalServer.answers(address)) {
                ServiceState state = services.state(name());
                if (state.running() != ServiceState.Running.RUNNING || System.nanoTime() - deadline > 0) {
                    throw new ServerFailure(
                            FailureCode.BAD_INPUT,
                            Sentence.of(
                                    "service.not-up", name(), state.detail(), services.messages(name(), site), site));
                }
                Thread.sleep(ASK_INTERVAL_MILLIS);
            }
            say(Sentence.of("service.answers", name(), address));
            return 0;
        }
    }

    @Command(name = "stop", description = "Ends the service; transfers under way may finish within \"drainSeconds\".")
    static final class Stop extends OfService implements Callable<Integer> {
        @Override
        public Integer call() throws ServerFailure {
            SystemService.ofMachine().stop(name());
            say(Sentence.of("service.stopped", name()));
            return 0;
        }
    }

    @Command(
            name = "status",
            description =
                    "Says whether the service runs and answers: ends with 0 when it runs, 3 when it does not, 4 when it is"
                            + " not installed.")
    static final class Status extends OfService implements Callable<Integer> {
        @Override
        public Integer call() throws ServerFailure {
            ServiceState state = SystemService.ofMachine().state(name());
            if (state.running() == ServiceState.Running.NOT_INSTALLED) {
                say(Sentence.of("service.not-installed", name()));
                return NOT_INSTALLED;
            }
            Path site = state.site().orElseThrow();
            say(Sentence.of(state.atBoot() ? "service.state" : "service.state-manual", name(), site, told(state)));
            if (state.running() != ServiceState.Running.RUNNING) {
                return STOPPED;
            }
            URI address = LocalServer.address(site);
            say(
                    LocalServer.answers(address)
                            ? Sentence.of("service.it-answers", address)
                            : Sentence.of("service.no-answer", address));
            return 0;
        }

        private static Sentence told(ServiceState state) {
            return switch (state.running()) {
                case RUNNING -> Sentence.of("service.runs", state.detail());
                case FAILED -> Sentence.of("service.failed", state.detail());
                default -> Sentence.of("service.is-stopped");
            };
        }
    }
}
