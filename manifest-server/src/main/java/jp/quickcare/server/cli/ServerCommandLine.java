package jp.quickcare.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import jp.quickcare.server.console.Product;
import jp.quickcare.server.failure.FailureCode;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.messages.Sentence;
import jp.quickcare.server.serve.ServeCommand;
import jp.quickcare.server.service.Ending;
import jp.quickcare.server.service.ServiceCommand;
import jp.quickcare.server.tray.TrayCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** All commands, and how their failures become one sentence and an exit code (SPEC F5). */
@Command(
        name = "manifest-server",
        description = "Publishes signed releases, brings them to a site, offers and serves them to its PCs.",
        scope = ScopeType.INHERIT,
        versionProvider = ServerCommandLine.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "2:a command, option, file or setting that cannot be used as given",
            "3:service status: it does not run",
            "4:service status: it is not installed",
            "5:a source could not be reached, or lacks what it should have",
            "6:what was received is not signed, too old, or not what it should be",
            "7:a file could not be read or written, or the volume is full",
            "10:another command works on the same folder now",
            "11:the repository is not as it should be",
            "12:the database is damaged, newer than this server, not the site's, or cannot be reached",
            "15:the port is taken",
            "70:a mistake of ours"
        },
        subcommands = {
            InitCommand.class,
            KeyCommand.class,
            PublishCommand.class,
            ImportCommand.class,
            RevokeSiteCommand.class,
            OfferCommand.class,
            AddressCommand.class,
            PasswordCommand.class,
            ServeCommand.class,
            ServiceCommand.class,
            TrayCommand.class,
            DatabaseCommands.Backup.class,
            DatabaseCommands.Restore.class,
            DatabaseCommands.Database.class,
            MaintenanceCommands.Verify.class,
            MaintenanceCommands.Gc.class,
            MaintenanceCommands.Refresh.class
        })
public final class ServerCommandLine implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    // Not picocli's standard mixin: its --version would be in the way of those of publish and offer.
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Says how this command is used.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it by itself
    private boolean help;

    // Here alone: publish and offer have a --version of their own.
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Says which version this is.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it by itself
    private boolean version;

    private ServerCommandLine() {}

    /** As the build names it. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"manifest-server " + Product.version()};
        }
    }

    /** Runs one command in English, as {@link #run(Locale, PrintWriter, PrintWriter, String...)} does. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return run(Locale.ENGLISH, out, err, arguments);
    }

    /**
     * Runs one command.
     *
     * @param locale what is said in: English or Japanese
     * @param out results, for people and pipes
     * @param err failures and progress
     * @return the exit code
     */
    public static int run(Locale locale, PrintWriter out, PrintWriter err, String... arguments) {
        return run(locale, out, err, new Ending(), arguments);
    }

    /** The same; {@code serve} ends as well when somebody asks for it by {@code ending}, and then returns. */
    public static int run(Locale locale, PrintWriter out, PrintWriter err, Ending ending, String... arguments) {
        CommandLine commands = commands(locale);
        ServeCommand serve =
                Objects.requireNonNull(commands.getSubcommands().get("serve")).getCommand();
        serve.endBy(ending);
        commands.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        commands.setOut(new TerminalOutput(out, locale));
        commands.setErr(new TerminalOutput(err, locale));
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setParameterExceptionHandler(oneSentence(locale));
        commands.setExecutionExceptionHandler((failure, command, parsed) -> tell(locale, failure, command));
        return commands.execute(arguments);
    }

    /** The commands, their help in that language. */
    static CommandLine commands(Locale locale) {
        CommandLine commands = new CommandLine(new ServerCommandLine());
        commands.setResourceBundle(HelpWords.in(locale));
        return commands;
    }

    private static IParameterExceptionHandler oneSentence(Locale locale) {
        return (ParameterException failure, String[] arguments) -> {
            CommandLine command = failure.getCommandLine();
            command.getErr().println(CommandProblem.in(locale, failure));
            command.getErr()
                    .println(Sentence.of("command.see", command.getCommandSpec().qualifiedName() + " --help"));
            return FailureCode.BAD_INPUT.exitCode();
        };
    }

    private static int tell(Locale locale, Exception failure, CommandLine command) {
        if (failure instanceof ServerFailure known) {
            command.getErr().println(known.sentence(locale));
            return known.code().exitCode();
        }
        if (failure instanceof IOException disk) {
            command.getErr().println(Sentence.of("command.disk", ServerFailure.reason(disk)));
            return FailureCode.DISK.exitCode();
        }
        command.getErr().println(Sentence.of("command.mistake", failure + at(failure)));
        return FailureCode.INTERNAL.exitCode();
    }

    private static String at(Exception failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }

    /** Without a command there is nothing to do but to say which there are. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? One of: " + String.join(", ", names()));
    }

    private Iterable<String> names() {
        return spec.subcommands().keySet();
    }
}
