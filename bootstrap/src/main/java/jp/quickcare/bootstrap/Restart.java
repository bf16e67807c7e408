package jp.quickcare.bootstrap;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Starting the application once more, for an update, when this process has ended. */
final class Restart {
    /** System property: the user has accepted the optional update. */
    static final String ACCEPTED = "quickcare.accepted";

    /** System property: the process that has to end before anything is changed. */
    static final String AFTER = "quickcare.after";

    /** System property: the program that was clicked and started Java in its own process, as on Windows. */
    static final String PROGRAM = "quickcare.program";

    /** Environment: tells such a program which process has to end first, and that the user has accepted the update. */
    static final String AFTER_PROGRAM = "QUICKCARE_AFTER";

    private final File home;
    private final String[] arguments;

    Restart(File home, String[] arguments) {
        this.home = home;
        this.arguments = arguments.clone();
    }

    /** Starts the process that waits for this one to end and then updates. */
    void begin() {
        String program = System.getProperty(PROGRAM);
        List<String> command = new ArrayList<>();
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        if (program == null) {
            addJava(command);
        } else {
            command.add(program);
            builder.environment()
                    .put(AFTER_PROGRAM, String.valueOf(ProcessHandle.current().pid()));
        }
        for (String argument : arguments) {
            command.add(argument);
        }
        try {
            builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addJava(List<String> command) {
        command.add(new File(System.getProperty("java.home"), "bin/java").getPath());
        command.add("@" + new File(home, "state/java.options"));
        command.add("-D" + ACCEPTED + "=true");
        command.add("-D" + AFTER + "=" + ProcessHandle.current().pid());
        command.add(Bootstrap.class.getName());
    }
}
