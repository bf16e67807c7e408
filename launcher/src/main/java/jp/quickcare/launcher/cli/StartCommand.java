package jp.quickcare.launcher.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import jp.quickcare.bootstrap.Bootstrap;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.failure.KeepFailure;
import jp.quickcare.launcher.failure.UpdateFailure;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.update.UpdateFlow;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The click, from the command line: the same process that the shortcut starts, with its exit code. */
@Command(name = "start")
final class StartCommand extends CommandBase {
    @Parameters(paramLabel = "<argument>", descriptionKey = "cli.arguments")
    private @Nullable List<String> arguments;

    @Override
    int run() throws UpdateFailure {
        return MaintenanceRun.await(click(installation().home(), arguments, isSilent()));
    }

    /** Starts the application beside this process. @throws KeepFailure the system refuses */
    static void begin(Home home, boolean silent) throws KeepFailure {
        ProcessBuilder click = click(home, null, silent);
        try {
            click.start();
        } catch (IOException e) {
            String program = click.command().get(0);
            throw new KeepFailure(FailureCode.CANNOT_START, "cannot run " + program, e, program);
        }
    }

    private static ProcessBuilder click(Home home, @Nullable List<String> arguments, boolean silent) {
        List<String> line = new ArrayList<>();
        line.add(LauncherScript.java(home));
        if (Files.isRegularFile(home.javaOptions()) && File.separatorChar == '/') {
            line.add("@" + home.javaOptions());
        } else {
            // Nothing is installed yet, or its options are lost: the launcher alone can start without them. On Windows
            // it has to: a Java that has the application's jars open could not update them.
            line.add(homeOption(home));
            line.add("-cp");
            line.add(home.launchers().resolve("bootstrap.jar").toString());
        }
        line.add(Bootstrap.class.getName());
        if (arguments != null) {
            line.addAll(arguments);
        }
        return process(line, silent);
    }

    static String homeOption(Home home) {
        return "-D" + HOME_PROPERTY + "=" + home.folder();
    }

    static ProcessBuilder process(List<String> line, boolean silent) {
        ProcessBuilder builder = new ProcessBuilder(line).inheritIO();
        if (silent) {
            builder.environment().put(UpdateFlow.SILENT, "1");
        }
        return builder;
    }
}
