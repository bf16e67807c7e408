package jp.quickcare.benchmarks.measure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A command line to run.
 *
 * @param words program and arguments
 * @param folder working directory
 * @param environment variables set in addition to this process's own
 */
public record Command(List<String> words, Path folder, Map<String, String> environment) {
    /** Keeps its own copies. */
    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /**
     * Returns a command with nothing added to the environment.
     *
     * @param folder working directory
     * @param words program and arguments
     * @return the command
     */
    public static Command of(Path folder, String... words) {
        return new Command(List.of(words), folder, Map.of());
    }

    /**
     * Returns this command with one more environment variable.
     *
     * @param name of the variable
     * @param value of the variable
     * @return a new command
     */
    public Command with(String name, String value) {
        var more = new java.util.HashMap<>(environment);
        more.put(name, value);
        return new Command(words, folder, more);
    }

    /**
     * Returns this command with more arguments.
     *
     * @param more arguments to append
     * @return a new command
     */
    public Command plus(String... more) {
        var all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return new Command(all, folder, environment);
    }
}
