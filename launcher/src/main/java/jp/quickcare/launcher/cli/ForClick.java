package jp.quickcare.launcher.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import jp.quickcare.launcher.click.UpdateProcess;
import jp.quickcare.launcher.failure.FailureCode;
import jp.quickcare.launcher.home.Home;
import jp.quickcare.launcher.update.UpdateFlow;

/** The update of a click, in this process. */
final class ForClick {
    private ForClick() {}

    /** Whether this is what the line asks for; a click alone writes such a line. */
    static boolean isAsked(String... line) {
        return line.length == 1
                && line[0].equals(UpdateProcess.COMMAND)
                && System.getProperty(CommandBase.HOME_PROPERTY) != null;
    }

    /** Serves the click until it needs nothing more. @return the exit code */
    static int run() {
        PrintStream told = System.out;
        // What a person is told goes where the click's own words go.
        System.setOut(System.err);
        UpdateFlow flow = new UpdateFlow(new Home(Path.of(System.getProperty(CommandBase.HOME_PROPERTY))));
        try {
            UpdateProcess.serve(flow, System.in, told);
            return 0;
        } catch (IOException e) {
            return FailureCode.INTERNAL.exitCode();
        } finally {
            flow.close();
            flow.tellTheRest();
        }
    }
}
