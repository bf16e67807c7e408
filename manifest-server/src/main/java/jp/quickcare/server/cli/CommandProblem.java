package jp.quickcare.server.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import jp.quickcare.server.messages.Sentence;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command as it was typed. Picocli says it in English alone (SPEC F1). */
final class CommandProblem {
    private CommandProblem() {}

    static String in(Locale locale, ParameterException failure) {
        String english = String.valueOf(failure.getMessage());
        String sentence = locale.equals(Locale.ENGLISH)
                ? english
                : translated(failure, english).in(locale);
        List<String> suggestions = suggestions(failure);
        return suggestions.isEmpty()
                ? sentence
                : Sentence.of("command.did-you-mean", sentence, Sentence.list("list.or", suggestions))
                        .in(locale);
    }

    private static Sentence translated(ParameterException failure, String english) {
        if (failure instanceof MissingParameterException missing) {
            return Sentence.of("command.missing", Sentence.list("list.comma", names(missing.getMissing())));
        }
        if (failure instanceof UnmatchedArgumentException unknown) {
            return Sentence.of("command.unknown", Sentence.list("list.comma", unknown.getUnmatched()));
        }
        if (failure instanceof OverwrittenOptionException twice) {
            return Sentence.of("command.twice", name(twice.getOverwritten()));
        }
        ArgSpec option = failure.getArgSpec();
        if (option != null) {
            return Sentence.of("command.value", name(option), String.valueOf(failure.getValue()), option.paramLabel());
        }
        var subcommands = failure.getCommandLine().getSubcommands().keySet();
        return failure.getClass() == ParameterException.class && !subcommands.isEmpty()
                ? Sentence.of("command.which", Sentence.list("list.comma", List.copyOf(subcommands)))
                : Sentence.verbatim(english);
    }

    private static List<String> names(List<ArgSpec> options) {
        return options.stream().map(CommandProblem::name).toList();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? Stream.of(option.longestName(), option.paramLabel())
                        .filter(part -> !part.isEmpty())
                        .reduce((name, label) -> name + " " + label)
                        .orElse("")
                : argument.paramLabel();
    }

    private static List<String> suggestions(ParameterException failure) {
        return failure instanceof CommandLine.UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions().stream().limit(3).toList()
                : List.of();
    }
}
