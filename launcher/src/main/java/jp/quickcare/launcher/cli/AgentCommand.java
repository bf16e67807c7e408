package jp.quickcare.launcher.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jp.quickcare.launcher.agent.Agent;
import jp.quickcare.launcher.agent.AgentServices;
import jp.quickcare.launcher.agent.AgentServices.State;
import jp.quickcare.launcher.agent.AgentWork;
import jp.quickcare.launcher.agent.ThroughAgent;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The agent that updates for users who may not change the installation: set up, begun, asked after, ended, removed. */
@Command(name = "agent")
final class AgentCommand extends CommandBase {
    private static final Duration BEGINNING = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 100;

    @Parameters(index = "0", paramLabel = "<install|start|stop|status|remove|serve>", descriptionKey = "cli.agent_what")
    private String what = "";

    @Parameters(index = "1", arity = "0..1", hidden = true)
    private @Nullable String work;

    @Override
    int run() throws UpdateFailure {
        Home home = installation().home();
        switch (what) {
            case "install" -> {
                return install(home);
            }
            case "start" -> {
                services().start(home);
                return begun(home, "agent.started", home.folder());
            }
            case "stop" -> {
                services().stop(home);
                say("agent.stopped", home.folder());
            }
            case "status" -> {
                return status(home);
            }
            case "remove" -> {
                services().remove(home);
                say("agent.removed", home.folder());
            }
            case "serve" -> {
                return serve(home);
            }
            case "work" -> {
                return work(home);
            }
            default -> throw badInput(messages().say("agent.what", what));
        }
        return 0;
    }

    private static AgentServices services() throws KeepFailure {
        return AgentServices.ofSystem();
    }

    private int install(Home home) throws UpdateFailure {
        requireSafe(home);
        AgentServices services = services();
        services.install(home);
        services.start(home);
        return begun(home, "agent.installed", home.folder(), services.name(home));
    }

    /** The system says that it began a program, which may end at once. @return the exit code */
    private int begun(Home home, String key, Object... facts) throws UpdateFailure {
        long until = System.nanoTime() + BEGINNING.toNanos();
        while (!ThroughAgent.answers(home)) {
            if (services().state(home) != State.RUNNING || System.nanoTime() > until) {
                complain(messages().say("agent.not_up", services().name(home), home.logs()));
                return FailureCode.NO_AGENT.exitCode();
            }
            pause();
        }
        say(key, facts);
        return 0;
    }

    private static void pause() throws KeepFailure {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeepFailure(FailureCode.CANCELLED, "interrupted", e);
        }
    }

    private void requireSafe(Home home) throws KeepFailure {
        Optional<String> unsafe = Agent.unsafe(home);
        if (unsafe.isPresent()) {
            throw badInput(messages().say("agent.unsafe", unsafe.get()));
        }
    }

    private int status(Home home) throws UpdateFailure {
        boolean answers = ThroughAgent.answers(home);
        if (AgentServices.isKnown()) {
            tellState(home);
        }
        tell(messages().say(answers ? "agent.answers" : "agent.silent"));
        return answers ? 0 : FailureCode.NO_AGENT.exitCode();
    }

    private void tellState(Home home) throws KeepFailure {
        try {
            State state = services().state(home);
            tell(messages().say("agent.state." + state.name(), services().name(home)));
        } catch (UpdateFailure e) {
            // Not every system tells it to every user; whether the agent answers is known all the same.
            LoggerFactory.getLogger(AgentCommand.class).info("{}", e.getMessage());
        }
    }

    private int serve(Home home) throws UpdateFailure {
        requireSafe(home);
        Agent agent = Agent.open(home, () -> launcher(home));
        Optional<Integer> hosted = AgentServices.hosted(home, agent);
        if (hosted.isPresent()) {
            return hosted.get();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(agent::end, "end of the agent"));
        return agent.run();
    }

    private static List<String> launcher(Home home) {
        try {
            return LauncherScript.commandLine(home);
        } catch (KeepFailure e) {
            throw new IllegalStateException(e);
        }
    }

    /** Begun by the agent only: one thing that was asked of it. */
    private int work(Home home) throws UpdateFailure {
        if (work == null) {
            throw badInput(messages().say("agent.what", what));
        }
        InputStream in = System.in;
        PrintStream out = System.out;
        // Whatever else is said here must not come between.
        System.setOut(System.err);
        boolean withLauncher = System.getenv(MaintenanceRun.LAUNCHER_IS_NEW) == null;
        Locale language = messages().locale();
        return new AgentWork(home, withLauncher, in, out).run(work, language);
    }
}
