package jp.quickcare.launcher.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.log.Logs;
import jp.quickcare.launcher.selfupdate.LauncherVersions;
import jp.quickcare.launcher.talk.Conversation;
import jp.quickcare.launcher.talk.Messages;
import jp.quickcare.launcher.talk.TerminalConversation;
import jp.quickcare.launcher.update.Installation;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What all commands have: an installation, a language, and silence where it is wanted. */
@Command
abstract class CommandBase implements Callable<Integer> {
    /** Says, in the system properties, which installation this launcher was started from. */
    static final String HOME_PROPERTY = "quickcare.home";

    @Option(names = "--home", paramLabel = "<folder>", descriptionKey = "cli.home")
    private @Nullable Path home;

    @Option(names = "--silent", descriptionKey = "cli.silent")
    private boolean silent;

    @Option(names = "--language", paramLabel = "<en|ja>", descriptionKey = "cli.language")
    @SuppressWarnings("UnusedVariable") // Read before the command line is, or by picocli itself.
    private @Nullable String language;

    @Option(names = "--log", paramLabel = "<file>", descriptionKey = "cli.log")
    @SuppressWarnings("UnusedVariable") // Read before the command line is: what is wrong with that is logged too.
    private @Nullable Path log;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "cli.help")
    @SuppressWarnings("UnusedVariable") // Read before the command line is, or by picocli itself.
    private boolean help;

    private @Nullable Speech speech;

    void speak(Speech as) {
        speech = as;
    }

    private Speech speech() {
        return java.util.Objects.requireNonNull(speech);
    }

    Messages messages() {
        return speech().messages();
    }

    /** Takes an option without a value that {@link PlainLine} read. @return false where it is none of this command's */
    boolean takes(String option) {
        if (option.equals("--silent")) {
            silent = true;
            return true;
        }
        return false;
    }

    /** Takes an option with a value that {@link PlainLine} read. @return false where it is none of this command's */
    boolean takes(String option, String value) {
        switch (option) {
            case "--home" -> home = Path.of(value);
            case "--language" -> language = value;
            case "--log" -> log = Path.of(value);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Whether the option may be given more than once. */
    boolean mayRepeat(String option) {
        return false;
    }

    boolean isSilent() {
        return silent;
    }

    /** The folder that was named, or the one that this launcher belongs to, or that its package is installed to. */
    Home home() throws KeepFailure {
        if (home != null) {
            return new Home(home);
        }
        String own = System.getProperty(HOME_PROPERTY);
        if (own != null) {
            return new Home(Path.of(own));
        }
        Optional<PreparedPackage> prepared = PreparedPackage.own();
        if (prepared.isEmpty()) {
            throw badInput(messages().say("cli.missing", "--home"));
        }
        return new Home(prepared.get().homeHere());
    }

    /** The installation in that folder. */
    Installation installation() throws KeepFailure {
        Home folder = home();
        if (!Files.isRegularFile(folder.settings())) {
            throw badInput(messages().say("cli.no_home", folder.folder()));
        }
        Logs.open(folder);
        return Installation.open(folder);
    }

    Conversation conversation() {
        return TerminalConversation.ofProcess(messages(), silent);
    }

    /** Says how it went, where that is wanted; the log says it anyway. */
    void say(String key, Object... facts) {
        String text = messages().say(key, facts);
        LoggerFactory.getLogger(getClass()).info(text);
        if (!silent) {
            tell(text);
        }
    }

    /** Says what was asked for, silent or not. */
    void tell(String text) {
        speech().out().println(text);
        speech().out().flush();
    }

    /** Says what went wrong where that is an outcome and no failure. */
    void complain(String sentence) {
        speech().err().println(sentence);
        speech().err().flush();
    }

    static KeepFailure badInput(String sentence) {
        return new KeepFailure(FailureCode.BAD_INPUT, sentence, null, sentence);
    }

    @Override
    public final Integer call() throws UpdateFailure {
        Optional<Integer> code = isForInstalled() ? byInstalled() : Optional.empty();
        return code.isPresent() ? code.get() : run();
    }

    /** Whether the launcher of the installation does it where the command is called from a package. */
    boolean isForInstalled() {
        return true;
    }

    /** A package may be years old; the launcher that it once installed has kept itself up to date. */
    private Optional<Integer> byInstalled() throws KeepFailure {
        boolean fromPackage =
                System.getProperty(HOME_PROPERTY) == null && OwnPackage.folder().isPresent();
        if (!fromPackage || !LauncherVersions.isWhole(home())) {
            return Optional.empty();
        }
        List<String> line = new ArrayList<>(LauncherScript.commandLine(home()));
        line.addAll(speech().line());
        return Optional.of(MaintenanceRun.await(new ProcessBuilder(line).inheritIO()));
    }

    /** Does the command's work. @return its exit code */
    abstract int run() throws UpdateFailure;
}
