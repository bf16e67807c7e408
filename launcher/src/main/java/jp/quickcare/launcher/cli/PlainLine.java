package jp.quickcare.launcher.cli;

import java.nio.file.InvalidPathException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines that scripts call over and over without the library that reads all others: getting to know a command's
 * options costs it a tenth of an update. What is the least unusual, or wrong, is left to the library.
 */
final class PlainLine {
    private PlainLine() {}

    /** The command, as the line says; empty where the library is to read it. */
    static Optional<CommandBase> read(String... line) {
        CommandBase command = line.length == 0 ? null : command(line[0]);
        if (command == null) {
            return Optional.empty();
        }
        try {
            return isTaken(command, line) ? Optional.of(command) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static @Nullable CommandBase command(String name) {
        return switch (name) {
            case "install" -> new InstallCommand();
            case "update" -> new UpdateCommand();
            default -> null;
        };
    }

    private static boolean isTaken(CommandBase command, String... line) {
        Set<String> seen = new HashSet<>();
        for (int i = 1; i < line.length; i++) {
            String word = line[i];
            int equals = word.indexOf('=');
            String option = equals < 0 ? word : word.substring(0, equals);
            if (!option.startsWith("--") || (!seen.add(option) && !command.mayRepeat(option))) {
                return false;
            }
            if (equals < 0 && command.takes(option)) {
                continue;
            }
            String value = equals >= 0 ? word.substring(equals + 1) : ++i < line.length ? line[i] : "";
            if (value.isBlank() || value.startsWith("-") || value.startsWith("\"") || !command.takes(option, value)) {
                return false;
            }
        }
        return true;
    }
}
