package jp.quickcare.server.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the operating system has to know to run the server for one site (SPEC A1).
 *
 * @param name the service's name; lower-case letters, digits and dashes
 * @param program the packaged {@code manifest-server}
 * @param site the site's folder
 * @param javaHome the Java that it runs with
 * @param user as whom it runs; empty for the one that owns the site's folder
 * @param atBoot whether it starts with the computer, or by hand only
 * @param drain how long transfers may take to end when it is stopped
 */
public record ServiceDefinition(
        String name, Path program, Path site, Path javaHome, Optional<String> user, boolean atBoot, Duration drain) {
    /** What people see. */
    public static final String TITLE = "QuickCare Server";

    /**
     * The variable of the environment by which the server knows as which service it runs. Whoever runs it starts it again
     * when it ends with {@link Ending#AGAIN}, and not when it ends with 0.
     */
    public static final String NAME_VARIABLE = "QUICKCARE_SERVICE";
}
