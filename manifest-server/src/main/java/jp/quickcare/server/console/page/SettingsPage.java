package jp.quickcare.server.console.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings as they stand in the file, and how the service does.
 *
 * @param service state of the running server, each a name and a value in words
 * @param isService whether it runs as a service of the machine, which starts it again
 * @param version of the file as it was seen
 * @param values by key; never a secret
 * @param errors by key, in words
 * @param passwordSet whether the console has a password
 * @param passwordError why the password was not changed, in words
 * @param file where the settings are
 * @param unusable why the file cannot be used as it is; then nothing can be changed here
 */
public record SettingsPage(
        List<Fact> service,
        boolean isService,
        String version,
        Map<String, String> values,
        Map<String, String> errors,
        boolean passwordSet,
        Optional<String> passwordError,
        String file,
        Optional<String> unusable) {
    /**
     * One line of a list.
     *
     * @param name in words
     * @param value in words
     */
    public record Fact(String name, String value) {}

    /** What stands in a field. */
    public String value(String key) {
        return values.getOrDefault(key, "");
    }

    /** Why a field was refused; empty where it was not. */
    public String error(String key) {
        return errors.getOrDefault(key, "");
    }
}
