package jp.quickcare.server.messages;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which language a command speaks (SPEC F1). */
public final class Language {
    /** Set in the environment, it chooses the language: {@code en} or {@code ja}. */
    public static final String VARIABLE = "QUICKCARE_LANGUAGE";

    private Language() {}

    /**
     * That of the variable {@value #VARIABLE}, else that of the setting, else that of the system.
     *
     * @param environment of the process
     * @param setting of the site that the command works on, where it has one
     */
    public static Locale of(Map<String, String> environment, Optional<Locale> setting) {
        String chosen = environment.getOrDefault(VARIABLE, "");
        if (!chosen.isBlank()) {
            return spoken(Locale.forLanguageTag(chosen.strip()));
        }
        return spoken(setting.orElseGet(() -> ofSystem(environment)));
    }

    /** By name, as POSIX has it: Java knows only locales that are installed. */
    private static Locale ofSystem(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(value -> Locale.forLanguageTag(value.replaceFirst("[._@].*", "")))
                .orElseGet(Locale::getDefault);
    }

    private static Locale spoken(Locale wanted) {
        return wanted.getLanguage().equals(Locale.JAPANESE.getLanguage()) ? Locale.JAPANESE : Locale.ENGLISH;
    }
}
