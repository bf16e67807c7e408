package jp.quickcare.launcher.talk;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/** Asks a person at a terminal, and reads what he types. At the end of input there is no answer. */
final class TerminalQuestions {
    private final PrintStream out;
    private final BufferedReader in;

    TerminalQuestions(PrintStream out, BufferedReader in) {
        this.out = out;
        this.in = in;
    }

    /** Asks until one of the answers is given, by its first letters. */
    Optional<String> ask(String question, String... answers) {
        while (true) {
            Optional<String> line = line(question);
            if (line.isEmpty()) {
                return Optional.empty();
            }
            String given = line.get().strip().toLowerCase(Locale.ROOT);
            for (String answer : answers) {
                if (!given.isEmpty() && (answer.startsWith(given) || given.startsWith(answer))) {
                    return Optional.of(answer);
                }
            }
        }
    }

    /** Whatever is typed. */
    Optional<String> line(String prompt) {
        out.print(prompt + " ");
        out.flush();
        try {
            String line = in.readLine();
            if (line == null) {
                out.println();
            }
            return Optional.ofNullable(line);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The same without showing it, where the terminal can do that. */
    @SuppressWarnings("SystemConsoleNull") // Where there is none, input comes from elsewhere and shows nothing.
    Optional<String> password(String prompt) {
        Console console = System.console();
        if (console == null) {
            return line(prompt);
        }
        char[] typed = console.readPassword("%s ", prompt);
        return typed == null ? Optional.empty() : Optional.of(new String(typed));
    }
}
