package jp.quickcare.launcher.talk;

import java.io.Console;

/** Whether this process talks to a person's terminal. */
public final class Terminal {
    private Terminal() {}

    /** True where both input and output are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // What newer versions of Java answer is asked for below.
    public static boolean isPresent() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From Java 22 on there is a console without a terminal too, and this method to ask.
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
