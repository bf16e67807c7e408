package jp.quickcare.launcher.talk;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Whether this process talks to a person's terminal. */
public final class Terminal {
    private static final int STANDARD_COLUMNS = 80;
    private static final int LEAST_COLUMNS = 40;
    private static final long PATIENCE_MILLIS = 500;

    private Terminal() {}

    /** How many cells a line of the terminal has, 40 or more; 80 where the system does not tell. */
    static int columns() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                stty.destroyForcibly();
                return STANDARD_COLUMNS;
            }
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            int columns = Integer.parseInt(size.substring(size.indexOf(' ') + 1));
            return columns == 0 ? STANDARD_COLUMNS : Math.max(LEAST_COLUMNS, columns);
        } catch (IOException | NumberFormatException e) {
            return STANDARD_COLUMNS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return STANDARD_COLUMNS;
        }
    }

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
