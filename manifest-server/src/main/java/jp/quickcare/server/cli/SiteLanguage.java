package jp.quickcare.server.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import jp.quickcare.server.failure.ServerFailure;
import jp.quickcare.server.settings.ServerSettings;

/** The setting {@code language} of the site that a command works on, known before the command line is parsed. */
public final class SiteLanguage {
    private static final String OPTION = "--dir";

    private SiteLanguage() {}

    /** Empty where no site is named, or its settings say nothing or cannot be used, which the command itself says. */
    public static Optional<Locale> of(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith(OPTION + "=")) {
                return in(arguments[i].substring(OPTION.length() + 1));
            }
            if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
                return in(arguments[i + 1]);
            }
        }
        return Optional.empty();
    }

    private static Optional<Locale> in(String folder) {
        try {
            return ServerSettings.read(Path.of(folder, "manifest-server.properties"))
                    .language();
        } catch (ServerFailure | InvalidPathException unusable) {
            return Optional.empty();
        }
    }
}
