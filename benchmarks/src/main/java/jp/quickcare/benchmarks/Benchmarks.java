package jp.quickcare.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the benchmarks. */
@Command(
        name = "benchmarks/run",
        description = "Measures QuickCare beside named peers. Nothing else should run on the machine meanwhile.",
        subcommands = {
            StartCommand.class,
            FootprintCommand.class,
            ServerCommand.class,
            DeltaCommand.class,
            ChunksCommand.class,
            FuzzCommand.class
        })
public final class Benchmarks {
    private Benchmarks() {}

    /**
     * Runs one benchmark and ends the JVM.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        var line = new CommandLine(new Benchmarks());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(failure.getMessage());
            return 1;
        });
        System.exit(line.execute(arguments));
    }
}
