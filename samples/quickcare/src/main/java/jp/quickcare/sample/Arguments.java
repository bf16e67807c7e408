package jp.quickcare.sample;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The command line of QuickCare.
 *
 * @param user who is signed in at once, without the login screen
 * @param note a note to save about the first resident, in that user's name
 * @param screenshot the PNG file to write once the first screen is shown
 * @param exit whether to end after the screenshot
 */
record Arguments(Optional<String> user, Optional<String> note, Optional<Path> screenshot, boolean exit) {

    static final String USAGE = "usage: quickcare [--user NAME [--note TEXT]] [--screenshot FILE] [--exit]";

    /** @throws IllegalArgumentException for a word that is no option, in a sentence fit for the user */
    static Arguments parse(String... words) {
        Optional<String> user = Optional.empty();
        Optional<String> note = Optional.empty();
        Optional<Path> screenshot = Optional.empty();
        boolean exit = false;
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "--user" -> user = Optional.of(valueOf(words, i++));
                case "--note" -> note = Optional.of(valueOf(words, i++));
                case "--screenshot" -> screenshot = Optional.of(Path.of(valueOf(words, i++)));
                case "--exit" -> exit = true;
                default -> throw new IllegalArgumentException("unknown option: " + words[i]);
            }
        }
        if (note.isPresent() && user.isEmpty()) {
            throw new IllegalArgumentException("--note needs --user");
        }
        return new Arguments(user, note, screenshot, exit);
    }

    private static String valueOf(String[] words, int option) {
        if (option + 1 == words.length) {
            throw new IllegalArgumentException(words[option] + " needs a value");
        }
        return words[option + 1];
    }
}
