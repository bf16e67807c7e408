package jp.quickcare.launcher.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import jp.quickcare.launcher.click.UpdateProcess;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.fetch.LoadedAhead;
import jp.quickcare.launcher.log.Logs;
import jp.quickcare.launcher.talk.Messages;
import org.slf4j.LoggerFactory;

/** Where the launcher's command line begins. */
public final class Main {
    /** Commands that go to the server. */
    private static final Set<String> ASKING = Set.of("install", "update", "repair", UpdateProcess.COMMAND);

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        boolean asking = arguments.length > 0 && ASKING.contains(arguments[0]);
        if (asking) {
            LoadedAhead.signature();
        }
        Logs.ofThisJvm();
        if (asking) {
            LoadedAhead.request();
        }
        try {
            System.exit(run(arguments));
        } catch (LinkageError e) {
            // A jar of this launcher is missing or damaged.
            System.err.println(
                    messages(arguments).say("failure.DAMAGED_INSTALLATION.1", String.valueOf(e.getMessage())));
            System.exit(FailureCode.DAMAGED_INSTALLATION.exitCode());
        }
    }

    static int run(String... arguments) {
        Messages messages = messages(arguments);
        Optional<String> log = option("--log", arguments);
        if (log.isPresent() && !Logs.also(Path.of(log.get()))) {
            System.err.println(messages.say("failure.DISK.1", Messages.printable(log.get(), 2_000)));
            return FailureCode.DISK.exitCode();
        }
        if (ForClick.isAsked(arguments)) {
            return ForClick.run();
        }
        Optional<CommandBase> plain = PlainLine.read(arguments);
        int code = plain.isPresent()
                ? run(plain.get(), Speech.ofProcess(messages, arguments))
                : LauncherCommands.of(messages, arguments).execute(arguments);
        if (log.isPresent()) {
            LoggerFactory.getLogger(Main.class).info("{} ended with exit code {}", arguments[0], code);
        }
        return code;
    }

    private static int run(CommandBase command, Speech speech) {
        command.speak(speech);
        try {
            return command.call();
        } catch (UpdateFailure | RuntimeException e) {
            return speech.failed(speech.line().get(0), e);
        }
    }

    /** The language has to be known before the command line is read, as its own faults are told in it. */
    private static Messages messages(String[] arguments) {
        Optional<String> named = option("--language", arguments);
        return named.isPresent() ? Messages.in(Locale.forLanguageTag(named.get())) : Messages.ofProcess();
    }

    private static Optional<String> option(String name, String[] arguments) {
        for (int i = 0; i < arguments.length && !arguments[i].equals("--"); i++) {
            if (arguments[i].startsWith(name + "=")) {
                return Optional.of(arguments[i].substring(name.length() + 1));
            }
            if (arguments[i].equals(name) && i + 1 < arguments.length) {
                return Optional.of(arguments[i + 1]);
            }
        }
        return Optional.empty();
    }
}
