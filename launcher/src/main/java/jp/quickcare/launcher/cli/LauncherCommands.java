package jp.quickcare.launcher.cli;

import java.io.PrintWriter;
import java.util.List;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.update.LauncherRelease;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code launcher} with all of its subcommands; alone it shows its help. */
@Command(name = "launcher")
final class LauncherCommands implements Runnable {
    private static final List<String> NAMES = List.of(
            "install",
            "start",
            "update",
            "plan",
            "repair",
            "verify",
            "status",
            "why",
            "support",
            "connection",
            "rollback",
            "archive",
            "uninstall",
            "agent",
            "package");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "cli.help")
    @SuppressWarnings("UnusedVariable") // Read before the command line is, or by picocli itself.
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            descriptionKey = "cli.version")
    @SuppressWarnings("UnusedVariable") // Read before the command line is, or by picocli itself.
    private boolean version;

    @Option(names = "--language", paramLabel = "<en|ja>", descriptionKey = "cli.language")
    @SuppressWarnings("UnusedVariable") // Read before the command line is, or by picocli itself.
    private @Nullable String language;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private LauncherCommands() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
        throw new CommandLine.ParameterException(spec.commandLine(), "");
    }

    /**
     * The command line, in one language: the whole of it, or of its commands only the one that is called, as picocli
     * takes some milliseconds to get to know each.
     */
    static CommandLine of(Messages messages, String... line) {
        Speech speech = Speech.ofProcess(messages, line);
        CommandLine commands = new CommandLine(new LauncherCommands());
        // What begins with @ is an argument of the application's, not a file to read arguments from.
        commands.setExpandAtFiles(false);
        boolean known = line.length > 0 && NAMES.contains(line[0]);
        for (String name : known ? List.of(line[0]) : NAMES) {
            CommandBase command = command(name);
            command.speak(speech);
            CommandLine subcommand = new CommandLine(command);
            subcommand.getCommandSpec().usageMessage().description(messages.say("cli." + name));
            subcommand.getCommandSpec().usageMessage().footer("", messages.say("cli.exit_codes"));
            commands.addSubcommand(name, subcommand);
        }
        describe(commands, messages);
        commands.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        commands.setOut(speech.out());
        commands.setErr(speech.err());
        commands.setResourceBundle(Messages.bundle(messages.locale()));
        commands.setParameterExceptionHandler((exception, arguments) -> wrongUsage(exception, messages));
        commands.setExecutionExceptionHandler(
                (exception, command, parsed) -> speech.failed(command.getCommandName(), exception));
        return commands;
    }

    private static CommandBase command(String name) {
        return switch (name) {
            case "install" -> new InstallCommand();
            case "start" -> new StartCommand();
            case "update" -> new UpdateCommand();
            case "plan" -> new PlanCommand();
            case "repair" -> new RepairCommand();
            case "verify" -> new VerifyCommand();
            case "status" -> new StatusCommand();
            case "why" -> new WhyCommand();
            case "support" -> new SupportCommand();
            case "connection" -> new ConnectionCommand();
            case "rollback" -> new RollbackCommand();
            case "archive" -> new ArchiveCommand();
            case "uninstall" -> new UninstallCommand();
            case "agent" -> new AgentCommand();
            case "package" -> new PackageCommand();
            default -> throw new IllegalArgumentException("no command: " + name);
        };
    }

    private static void describe(CommandLine commands, Messages messages) {
        CommandSpec spec = commands.getCommandSpec();
        spec.usageMessage().description(messages.say("cli.header"));
        spec.usageMessage().footer("", messages.say("cli.exit_codes"));
        spec.version("QuickCare Launcher " + LauncherRelease.version());
    }

    private static int wrongUsage(CommandLine.ParameterException exception, Messages messages) {
        PrintWriter err = exception.getCommandLine().getErr();
        String fact = String.valueOf(exception.getMessage());
        if (fact.isEmpty()) {
            return FailureCode.BAD_INPUT.exitCode();
        }
        String sentence;
        if (exception instanceof CommandLine.UnmatchedArgumentException unmatched) {
            sentence = messages.say("cli.unknown", String.join(" ", unmatched.getUnmatched()));
        } else if (exception instanceof CommandLine.MissingParameterException missing) {
            sentence = messages.say("cli.missing", names(missing));
        } else {
            sentence = messages.say("cli.wrong", fact);
        }
        LoggerFactory.getLogger(LauncherCommands.class).error(sentence);
        err.println(sentence);
        return FailureCode.BAD_INPUT.exitCode();
    }

    private static String names(CommandLine.MissingParameterException missing) {
        return String.join(
                ", ", missing.getMissing().stream().map(LauncherCommands::name).toList());
    }

    private static String name(CommandLine.Model.ArgSpec argument) {
        return argument instanceof CommandLine.Model.OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
