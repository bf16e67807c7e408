package jp.quickcare.launcher.home;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The program of a Java runtime that starts a class. */
public final class JavaProgram {
    /** System property: the program that a person clicked, where that is no script; it has no terminal to share. */
    public static final String CLICKED = "quickcare.program";

    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private JavaProgram() {}

    /** Of the runtime that runs this. */
    public static String here() {
        return in(Path.of(System.getProperty("java.home")));
    }

    /** Of the runtime in this folder; on Windows the one without a terminal's window where none is open. */
    public static String in(Path runtime) {
        Path bin = runtime.resolve("bin");
        if (!WINDOWS) {
            return bin.resolve("java").toString();
        }
        Path quiet = bin.resolve("javaw.exe");
        boolean wantsQuiet = System.getProperty(CLICKED) != null && Files.isRegularFile(quiet);
        return (wantsQuiet ? quiet : bin.resolve("java.exe")).toString();
    }
}
