package jp.quickcare.manifest.release;

import java.time.Duration;

/**
 * How a new release shows that it came up (SPEC A33).
 *
 * @param reports true: the application says so itself. False: it is well when it lives for {@code within}, or ended
 *     with exit code 0 before
 * @param within 1 second to 1 hour, whole seconds
 */
public record WellCheck(boolean reports, Duration within) {
    /** Checks the time. */
    public WellCheck {
        if (within.compareTo(Duration.ofSeconds(1)) < 0
                || within.compareTo(Duration.ofHours(1)) > 0
                || !within.equals(Duration.ofSeconds(within.toSeconds()))) {
            throw new IllegalArgumentException("within " + within);
        }
    }
}
