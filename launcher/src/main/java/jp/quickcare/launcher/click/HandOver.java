package jp.quickcare.launcher.click;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jp.quickcare.bootstrap.NextStep;
import jp.quickcare.bootstrap.StartContext;
import jp.quickcare.launcher.home.JavaProgram;
import org.jspecify.annotations.Nullable;

/**
 * Hands a click over to a process that has none of the application's files on its class path. Java opens every jar of
 * it when it looks for a service, and Windows renames no file that is open: what was clicked could not update itself.
 */
final class HandOver {
    /** Environment: the process that has to end first, and, behind it, what for. */
    private static final String AFTER = "QUICKCARE_AFTER";

    /** What the other process is to do. */
    enum What {
        /** The update that the person has asked for. */
        ACCEPTED_UPDATE(""),
        /** What has to be done before the application may start. */
        ACT(" handed"),
        /** The same as a click, beside the application. */
        START(" again");

        private final String word;

        What(String word) {
            this.word = word;
        }
    }

    private HandOver() {}

    /** Whether this process is a clicked program of Windows whose Java may have files of the application open. */
    private static boolean isNeeded() {
        return System.getProperty(JavaProgram.CLICKED) != null
                && System.getProperty("java.class.path", "").indexOf(File.pathSeparatorChar) >= 0;
    }

    /**
     * Starts the program that was clicked once more; it waits for this process to end.
     *
     * @return null where this process has to do it itself: there is no need, or the program could not be started
     */
    static @Nullable NextStep begin(StartContext context, What what) {
        if (!isNeeded()) {
            return null;
        }
        List<String> command = new ArrayList<>();
        command.add(System.getProperty(JavaProgram.CLICKED));
        command.addAll(context.arguments());
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put(AFTER, ProcessHandle.current().pid() + what.word);
        try {
            builder.start();
            return new NextStep.Exit(0);
        } catch (IOException e) {
            // Files in use are looked for all the same, so nothing is left half done.
            return null;
        }
    }
}
