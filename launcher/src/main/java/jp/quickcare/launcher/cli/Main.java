package jp.quickcare.launcher.cli;

import java.util.Locale;
import java.util.Set;
import jp.quickcare.launcher.archive.InstallRecording;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.fetch.LoadedAhead;
import jp.quickcare.launcher.talk.Messages;
import picocli.CommandLine;

/** Where the launcher's command line begins. */
public final class Main {
    /** Commands that go to the server. */
    private static final Set<String> ASKING = Set.of("install", "update", "repair");

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
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
        if (arguments.length > 0 && ASKING.contains(arguments[0])) {
            LoadedAhead.begin();
        }
        CommandLine commands = LauncherCommands.of(messages, arguments);
        int code = commands.execute(arguments);
        InstallRecording.remove();
        return code;
    }

    /** The language has to be known before the command line is read, as its own faults are told in it. */
    private static Messages messages(String[] arguments) {
        for (int i = 0; i < arguments.length && !arguments[i].equals("--"); i++) {
            if (arguments[i].startsWith("--language=")) {
                return Messages.in(Locale.forLanguageTag(arguments[i].substring("--language=".length())));
            }
            if (arguments[i].equals("--language") && i + 1 < arguments.length) {
                return Messages.in(Locale.forLanguageTag(arguments[i + 1]));
            }
        }
        return Messages.ofProcess();
    }
}
