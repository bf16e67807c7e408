package jp.quickcare.manifest.release;

import java.util.List;
import java.util.regex.Pattern;

/** How a release is started. */
public sealed interface LaunchSpec {
    /** How many options or arguments there may be, and how many entries a class path. */
    int MAX_ITEMS = 5_000;

    /** How long an option or argument may be, in UTF-16 units. */
    int MAX_ITEM_LENGTH = 4_096;

    /**
     * A Java application.
     *
     * @param ownProcess true: in a Java process of its own; false: in the launcher's, in the system class loader
     * @param mainClass its binary name
     * @param classPath files of the release, in order, at least one: the whole class path, nothing is added to it
     * @param jvmOptions options for Java, one each, none of which touches the class path
     * @param arguments what the main method gets
     */
    record JavaApplication(
            boolean ownProcess,
            String mainClass,
            List<SafePath> classPath,
            List<String> jvmOptions,
            List<String> arguments,
            WellCheck well)
            implements LaunchSpec {
        private static final Pattern CLASS_NAME =
                Pattern.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
                        + "(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)*");
        // Each of these would load code that the class path of the manifest does not name (THREATS CT9).
        private static final Pattern FORBIDDEN_OPTION = Pattern.compile(
                "-cp|-classpath|--class-path(=.*)?|-jar|-p|--module-path(=.*)?|-m|--module(=.*)?|--upgrade-module-path(=.*)?"
                        + "|--patch-module(=.*)?|-Xbootclasspath.*|-Djava\\.class\\.path=.*|-Djava\\.system\\.class\\.loader=.*"
                        + "|-XX:Flags=.*|-XX:VMOptionsFile=.*|--source(=.*)?|-Djdk\\.module\\..*");

        /** Checks every part. */
        public JavaApplication {
            classPath = List.copyOf(classPath);
            jvmOptions = checked("JVM option", jvmOptions);
            arguments = checked("argument", arguments);
            if (mainClass.length() > 500 || !CLASS_NAME.matcher(mainClass).matches() || Text.hasControls(mainClass)) {
                throw new IllegalArgumentException("main class \"" + Text.visible(mainClass, 80) + "\"");
            }
            if (classPath.isEmpty() || classPath.size() > MAX_ITEMS) {
                throw new IllegalArgumentException("a class path of " + classPath.size() + " entries");
            }
            for (String option : jvmOptions) {
                // Anything without a dash would be taken for the main class, and @ for a file of more options.
                if (!option.startsWith("-") || FORBIDDEN_OPTION.matcher(option).matches()) {
                    throw new IllegalArgumentException("JVM option \"" + Text.visible(option, 80) + "\"");
                }
            }
        }
    }

    /**
     * A program that is not Java.
     *
     * @param command an executable file of the release
     * @param arguments what it gets
     */
    record Program(SafePath command, List<String> arguments, WellCheck well) implements LaunchSpec {
        /** Checks the arguments. */
        public Program {
            arguments = checked("argument", arguments);
        }
    }

    /** Nothing to start: a release of the launcher or of the runtime. */
    record None() implements LaunchSpec {}

    private static List<String> checked(String what, List<String> items) {
        if (items.size() > MAX_ITEMS) {
            throw new IllegalArgumentException(items.size() + " times " + what);
        }
        for (String item : items) {
            if (item.length() > MAX_ITEM_LENGTH || Text.hasControls(item)) {
                throw new IllegalArgumentException(what + " \"" + Text.visible(item, 80) + "\"");
            }
        }
        return List.copyOf(items);
    }
}
