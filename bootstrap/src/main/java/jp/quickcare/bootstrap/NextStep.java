package jp.quickcare.bootstrap;

import java.util.List;

/** What the bootstrap does when the launcher has done its part. */
public sealed interface NextStep {
    /**
     * Runs the application in this JVM, on the main thread, in the system class loader.
     *
     * @param mainClass binary name of a public class with a {@code public static void main(String[])}
     * @param arguments handed to it as they are
     */
    record RunApplication(String mainClass, List<String> arguments) implements NextStep {
        /** Keeps a copy of the arguments. */
        public RunApplication {
            arguments = List.copyOf(arguments);
        }
    }

    /** Reads the pointer anew and starts the launcher it names, in this JVM (SPEC A21). */
    record Reload() implements NextStep {}

    /**
     * Ends the JVM.
     *
     * @param code the exit code of the process
     */
    record Exit(int code) implements NextStep {}
}
