package jp.quickcare.launcher.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import jp.quickcare.launcher.agent.AgentServices;
import jp.quickcare.launcher.apply.Recovered;
import jp.quickcare.launcher.apply.Recovery;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.home.HomeLock;
import jp.quickcare.launcher.log.Logs;
import jp.quickcare.launcher.progress.Progress;
import jp.quickcare.launcher.register.Registration;
import jp.quickcare.launcher.talk.Terminal;
import jp.quickcare.launcher.uninstall.Uninstall;
import jp.quickcare.launcher.update.Installation;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes the application and the launcher; what the user put there stays (SPEC A31, A35). */
@Command(name = "uninstall")
final class UninstallCommand extends CommandBase {
    @Option(names = "--yes", descriptionKey = "cli.yes")
    private boolean confirmed;

    /** What runs from a package can remove the jars of the installation on every system. */
    @Override
    boolean isForInstalled() {
        return false;
    }

    @Override
    int run() throws UpdateFailure {
        Installation installation = installation();
        Home home = installation.home();
        if (!confirmed && !isSilent() && !agrees(home)) {
            throw badInput(messages().say("cli.not_terminal"));
        }
        if (AgentServices.isKnown()) {
            AgentServices.ofSystem().remove(home);
        }
        // Found now, for later it would be looked for in a jar that is gone, and SLF4J would say so aloud.
        LoggerFactory.getLogger(UninstallCommand.class);
        Logs.close();
        Registration registration = installation.registration();
        try (HomeLock lock = HomeLock.acquire(home)) {
            if (Recovery.recover(lock, registration, Progress.SILENT) != Recovered.UNINSTALLED) {
                Uninstall.remove(lock, registration, installation.settings().app());
            }
        }
        if (Files.isDirectory(home.app())) {
            say("done.uninstalled", home.app());
        } else {
            say("done.uninstalled_all");
        }
        return 0;
    }

    private boolean agrees(Home home) {
        if (!Terminal.isPresent()) {
            return false;
        }
        System.err.print(messages().say("ask.uninstall", home.folder()) + " ");
        System.err.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            return answer != null
                    && answer.strip().toLowerCase(java.util.Locale.ROOT).startsWith("y");
        } catch (IOException e) {
            return false;
        }
    }
}
