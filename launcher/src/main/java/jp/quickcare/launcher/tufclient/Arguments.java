package jp.quickcare.launcher.tufclient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the command line asks for: options with one value each, and words, in any order.
 *
 * @param options by name, with its dashes
 * @param words the command and what it works on
 */
record Arguments(Map<String, String> options, List<String> words) {
    private static final List<String> KNOWN =
            List.of("--metadata-dir", "--metadata-url", "--target-name", "--target-base-url", "--target-dir");

    Arguments {
        options = Map.copyOf(options);
        words = List.copyOf(words);
    }

    static Arguments parse(String... line) throws UsageException {
        Map<String, String> options = new HashMap<>();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < line.length; i++) {
            if (!line[i].startsWith("--")) {
                words.add(line[i]);
            } else if (!KNOWN.contains(line[i])) {
                throw new UsageException("unknown option " + line[i]);
            } else if (i + 1 == line.length) {
                throw new UsageException("option " + line[i] + " lacks its value");
            } else {
                options.put(line[i], line[++i]);
            }
        }
        return new Arguments(options, words);
    }

    /** The value of an option that must be there. */
    String option(String name) throws UsageException {
        String value = options.get(name);
        if (value == null) {
            throw new UsageException("option " + name + " is missing");
        }
        return value;
    }

    /** The command. */
    String command() throws UsageException {
        if (words.isEmpty()) {
            throw new UsageException("there is no command: init, refresh or download");
        }
        return words.get(0);
    }

    /** What stands after the command and must be there. */
    String operand(String name) throws UsageException {
        if (words.size() < 2) {
            throw new UsageException(name + " is missing");
        }
        return words.get(1);
    }
}
